import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ThresholdOptions } from '../../../src/domain/training-options.js';
import { BadUserInputError } from '../../../src/domain/errors.js';
import { saveTask, type SavedTask } from './saved-task.js';

let saved: SavedTask;
afterEach(() => saved.close());

describe('the importance of columns', () => {
  it('puts 120 levels of noise last, and is kept beside the model', async () => {
    saved = await saveTask();
    const [first, again] = await Promise.all([
      saved.insights.importance(saved.task),
      saved.insights.importance(saved.task),
    ]);
    expect(first.rows).toBe('SAMPLE');
    expect(first.columns.map(({ column }) => column)).toEqual(['contract', 'tickets', 'last_login']);
    expect(first.columns[0]).toMatchObject({ relative: 1 });
    expect(first.columns[2]!.relative).toBeLessThan(0.05);
    expect(again).toBe(first);
    const kept = JSON.parse(await readFile(path.join(saved.folder, 'importance.json'), 'utf8')) as unknown;
    expect(kept).toEqual({ version: 3, value: first });
    expect(await saved.insights.importance(saved.task)).toEqual(first);
  });

  it.each(['TEST', 'HELD_OUT'] as const)(
    'is measured on rows of the kind %s where there are some',
    async (rows) => {
      // The model has learned the noise of the other rows by heart.
      saved = await saveTask({ learnedByHeart: true });
      const learned = await saved.insights.importance(saved.task);
      expect(learned).toMatchObject({ rows: 'SAMPLE', columns: [{ column: 'last_login' }, {}, {}] });
      await saved.close();

      saved = await saveTask({ learnedByHeart: true, unseen: rows });
      const honest = await saved.insights.importance(saved.task);
      expect(honest.rows).toBe(rows);
      expect(honest.columns[0]).toMatchObject({ column: 'contract', relative: 1 });
      expect(honest.columns.find(({ column }) => column === 'last_login')!.importance).toBeLessThan(0);
    },
  );

  it.each([
    { rows: 'OUT_OF_FOLD', judges: 3 },
    { rows: 'HELD_OUT', judges: 1 },
  ])('is $rows where $judges models stand beside the saved one that were not shown rows', async (judging) => {
    const { rows, judges } = judging;
    saved = await saveTask({ learnedByHeart: true, trainedAgain: judges === 1, judges });
    const found = await saved.insights.importance(saved.task);
    expect(found).toMatchObject({ rows, columns: [{ column: 'contract', relative: 1 }, {}, {}] });
    expect(found.columns.find(({ column }) => column === 'last_login')!.relative).toBeLessThan(0.2);
  });

  it('is that of rows that were learned from where such a model is damaged or gone', async () => {
    saved = await saveTask({ learnedByHeart: true, judges: 2 });
    await writeFile(path.join(saved.folder, 'judge-2-1.zip'), 'damaged');
    expect((await saved.insights.importance(saved.task)).rows).toBe('SAMPLE');
    await rm(path.join(saved.folder, 'importance.json'));
    await rm(path.join(saved.folder, 'judge-2-1.zip'));
    expect((await saved.insights.importance(saved.task)).rows).toBe('SAMPLE');
  });

  it('does not call rows held out that the model was trained on again, unlike test rows', async () => {
    saved = await saveTask({ unseen: 'HELD_OUT', trainedAgain: true });
    expect((await saved.insights.importance(saved.task)).rows).toBe('SAMPLE');
    await saved.close();
    saved = await saveTask({ unseen: 'TEST', trainedAgain: true });
    expect((await saved.insights.importance(saved.task)).rows).toBe('TEST');
  });

  it('is given up when the model is removed', async () => {
    saved = await saveTask();
    const asked = saved.insights.importance(saved.task);
    asked.catch(() => undefined);
    await saved.insights.forget(saved.task.id);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the summary of contributions', () => {
  it('has the size and direction of each column over the sample, and is kept beside the model', async () => {
    saved = await saveTask();
    const found = await saved.insights.contributions(saved.task);
    expect(found).toMatchObject({ unit: 'LOG_ODDS', rows: 200 });
    const [contract, ...others] = found!.columns;
    // 2 and -2, counted from the commonest level: half of the rows are 4 from it.
    expect(contract).toMatchObject({ column: 'contract', direction: null });
    expect(contract!.size).toBeGreaterThan(1.5);
    expect(others.find(({ column }) => column === 'tickets')!.direction).toBeCloseTo(1, 9);
    const kept = JSON.parse(await readFile(path.join(saved.folder, 'contributions.json'), 'utf8')) as unknown;
    expect(kept).toEqual({ version: 1, value: found });
  });
});

describe('the dependence on a column', () => {
  it('is of the second class, at the labels by how common they are', async () => {
    saved = await saveTask();
    const found = await saved.insights.partialDependence(saved.task, 'contract', 20);
    expect(found.labels).toEqual(['Yes']);
    const means = new Map(found.points.map(({ value, means }) => [value, means[0]!]));
    expect(means.get('monthly')).toBeGreaterThan(0.8);
    expect(means.get('yearly')).toBeLessThan(0.2);
    expect(found.points.reduce((sum, { rows }) => sum + rows, 0)).toBe(400);
  });

  it('names the column that is not there', async () => {
    saved = await saveTask();
    await expect(saved.insights.partialDependence(saved.task, 'salary', 20)).rejects.toThrow(
      BadUserInputError,
    );
  });
});

describe('the threshold', () => {
  it("is the saved model's own, until it is set", async () => {
    saved = await saveTask();
    expect(await saved.insights.threshold('churn')).toEqual({ threshold: 0.3, criterion: 'F1' });
  });

  it('is chosen on out-of-fold predictions, and used by predictions from then on', async () => {
    saved = await saveTask();
    const options = ThresholdOptions.parse({ criterion: 'COST', falsePositiveCost: 50 });
    const { threshold, point } = await saved.insights.setThreshold(saved.task, options);
    const points = await saved.insights.thresholds(saved.task);
    const cost = ({ falsePositives, falseNegatives }: (typeof points)[0]) =>
      50 * falsePositives + falseNegatives;
    expect(cost(point!)).toBe(Math.min(...points.map(cost)));
    expect(points.some((each) => each.threshold === threshold)).toBe(true);
    expect(await saved.insights.threshold('churn')).toEqual({ threshold, criterion: 'COST' });
    const { scorer } = await saved.predictor.model('churn');
    const rows = { count: 1, columns: [Float64Array.of(0), Float64Array.of(0), Float64Array.of(5)] };
    const { labels, values } = await scorer.score(rows);
    expect(labels![0]).toBe(values[1]![0]! >= threshold ? 1 : 0);
  });

  it('may be given', async () => {
    saved = await saveTask();
    const options = ThresholdOptions.parse({ criterion: 'VALUE', value: 0.77 });
    const { threshold, point } = await saved.insights.setThreshold(saved.task, options);
    expect(threshold).toBe(0.77);
    expect(point!.threshold).toBe(0.77);
    expect((await saved.insights.thresholds(saved.task)).map((each) => each.threshold)).toContain(0.77);
  });

  it("is chosen on the engine's curve where rows were not kept", async () => {
    saved = await saveTask({ outOfFold: false });
    const points = await saved.insights.thresholds(saved.task);
    expect(points.map((point) => point.threshold)).toEqual([0.3, 0.4, 0.8]);
    expect(points[1]).toMatchObject({ truePositives: 90, falsePositives: 40, trueNegatives: 60 });
    const { threshold } = await saved.insights.setThreshold(
      saved.task,
      ThresholdOptions.parse({ criterion: 'F1' }),
    );
    expect(threshold).toBe(0.4);
    expect(await saved.insights.calibration(saved.task)).toEqual([]);
  });
});

describe('the rows of the test', () => {
  it('are evaluated at the threshold that the model has now', async () => {
    saved = await saveTask({ unseen: 'TEST' });
    const before = (await saved.insights.test(saved.task))!;
    expect(before).toMatchObject({ rows: 100, threshold: 0.3, pairs: null, findings: [], warnings: [] });
    expect(before.confusionMatrix!.counts.flat().reduce((sum, count) => sum + count)).toBe(100);
    expect(before.skill).toBeGreaterThan(0.2);
    await saved.insights.setThreshold(saved.task, ThresholdOptions.parse({ criterion: 'VALUE', value: 1 }));
    const after = (await saved.insights.test(saved.task))!;
    expect(after.threshold).toBe(1);
    expect(after.confusionMatrix!.counts.map(([, positive]) => positive)).toEqual([0, 0]);
    expect(after.metrics.logloss).toBe(before.metrics.logloss);
  });

  it('are none where none were kept', async () => {
    saved = await saveTask();
    expect(await saved.insights.test(saved.task)).toBeNull();
  });
});

it('calibration says that shares are as predicted, where they are', async () => {
  saved = await saveTask();
  const bins = await saved.insights.calibration(saved.task);
  expect(bins.length).toBeGreaterThan(4);
  expect(bins.reduce((sum, { rows }) => sum + rows, 0)).toBe(400);
  for (const { predicted, observed } of bins) expect(Math.abs(predicted - observed)).toBeLessThan(0.25);
});

it('an interval is refused of a model that predicts classes', async () => {
  saved = await saveTask();
  await expect(saved.insights.interval(saved.task, 0.9)).rejects.toThrow('only the prediction of a number');
});
