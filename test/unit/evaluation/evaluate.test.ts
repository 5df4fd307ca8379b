import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_LABELS } from '../../../src/domain/column-format.js';
import type { JsonRow } from '../../../src/prediction/prediction-service.js';
import { saveTask, type SavedTask } from './saved-task.js';

let saved: SavedTask;
beforeEach(async () => {
  saved = await saveTask();
});
afterEach(() => saved.close());

const rows = Array.from({ length: 300 }, (_, row) => ({
  tickets: row % 10,
  contract: row % 3 === 0 ? 'monthly' : 'yearly',
  last_login: `n${String(row % 120).padStart(3, '0')}`,
  // Mostly as the model thinks, with every seventh row the other way round.
  churned: (row % 3 === 0) !== (row % 7 === 0) ? 'Yes' : 'No',
}));

const unlabelled = rows.map(({ tickets, contract, last_login }) => ({ tickets, contract, last_login }));

function evaluate(table: readonly JsonRow[], threshold?: number) {
  const names = Object.keys(table[0]!);
  const csv = [names, ...table.map((row) => names.map((name) => String(row[name])))].join('\n');
  const upload = { stream: Readable.from([Buffer.from(csv)]), fileName: 'next-year.csv' };
  return saved.evaluator.evaluate(saved.task, upload, { threshold });
}

describe('an evaluation', () => {
  it('has the figures of the predictions beside the labels, at the threshold of the model', async () => {
    const { rows: predicted } = await saved.predictor.predictRows('churn', unlabelled, { strict: true });
    const found = await evaluate(rows);
    const p = predicted.map((row) => row['Yes'] as number);
    const isYes = rows.map(({ churned }) => churned === 'Yes');
    const right = p.filter((each, row) => each >= 0.3 === isYes[row]).length;
    const logloss = p.reduce((sum, each, row) => sum - Math.log(isYes[row] ? each : 1 - each), 0) / p.length;
    expect(found).toMatchObject({ rows: 300, threshold: 0.3, warnings: [] });
    expect(found.metrics.accuracy).toBeCloseTo(right / 300, 12);
    expect(found.metrics.logloss).toBeCloseTo(logloss, 9);
    const [[tn, fp], [fn, tp]] = found.confusionMatrix!.counts as [[number, number], [number, number]];
    expect(found.thresholds.find(({ threshold }) => threshold === 0.3)).toMatchObject({
      trueNegatives: tn,
      falsePositives: fp,
      falseNegatives: fn,
      truePositives: tp,
    });
    expect(found.calibration!.reduce((sum, bin) => sum + bin.rows, 0)).toBe(300);
    expect(found.skill).toBeCloseTo(1 - found.metrics.logloss! / found.baseline.logloss!, 12);
    expect(found.pairs).toBeNull();
  });

  it('moves its matrix with a threshold that is given, and leaves the curves alone', async () => {
    const [low, high] = [await evaluate(rows, 0), await evaluate(rows, 1)];
    expect(low.confusionMatrix!.counts.map(([no]) => no)).toEqual([0, 0]);
    expect(high.confusionMatrix!.counts.map(([, yes]) => yes)).toEqual([0, 0]);
    expect(high.metrics.auc).toBe(low.metrics.auc);
  });

  it('says what was left out, and warns of what does not fit', async () => {
    const changed = rows.map((row, index) => ({
      ...row,
      churned: index < 5 ? 'Maybe' : index < 8 ? '' : row.churned,
      contract: index === 20 ? 'weekly' : row.contract,
    }));
    const found = await evaluate(changed);
    expect(found.rows).toBe(292);
    expect(found.findings).toMatchObject([
      { code: 'UNLABELLED_ROWS', rows: 3 },
      { code: 'UNSEEN_CLASS', rows: 5, examples: ['Maybe'] },
    ]);
    expect(found.warnings).toMatchObject([{ code: 'UNSEEN_LEVEL', column: 'contract', rows: 1 }]);
  });

  it('says that a model is worse than none, and far worse than in cross-validation', async () => {
    const turned = rows.map((row) => ({ ...row, churned: row.churned === 'Yes' ? 'No' : 'Yes' }));
    const { findings, skill } = await evaluate(turned);
    expect(skill).toBeLessThan(0);
    expect(findings.map(({ code }) => code)).toEqual(['NO_BETTER_THAN_BASELINE', 'FAR_WORSE']);
  });

  it('does not cry wolf where twice a tiny loss is still little, nor on a few rows', async () => {
    const validatedAt = (logloss: number, skill: number) => {
      const model = { ...saved.task.model, skill, metrics: { ...saved.task.model.metrics, logloss } };
      saved = { ...saved, task: { ...saved.task, model } };
    };
    const codes = async (table = rows) => (await evaluate(table)).findings.map(({ code }) => code);
    const { skill, metrics } = await evaluate(rows);
    validatedAt(metrics.logloss! / 10, skill! + 0.15);
    expect(await codes()).toEqual([]);
    validatedAt(metrics.logloss! / 10, skill! + 0.25);
    expect(await codes()).toEqual(['FAR_WORSE']);
    const wrong = rows.map((row) => ({ ...row, churned: row.churned === 'Yes' ? 'No' : 'Yes' }));
    expect(await codes(wrong.slice(0, 20))).toEqual(['FEW_ROWS']);
    // Of one class alone there is nothing to guess: its loss counts against that of guessing in training.
    const one = rows.filter((row) => row.contract === 'monthly').map((row) => ({ ...row, churned: 'No' }));
    validatedAt(0.4, 0.4);
    expect(await codes(one)).toEqual(['FAR_WORSE']);
    expect((await evaluate(one)).skill).toBeNull();
  });

  it('says so where labels are right and probabilities are not', async () => {
    // One of a hundred is of the second class; the model finds it, and is never as sure as that of the others.
    const yearly = rows.filter((row) => row.contract === 'yearly').map((row) => ({ ...row, churned: 'No' }));
    const monthly = rows
      .filter((row) => row.contract === 'monthly')
      .map((row) => ({ ...row, churned: 'Yes' }));
    const found = await evaluate([...yearly, ...monthly.slice(0, 2)]);
    expect(found.skill).toBeLessThan(0);
    expect(found.findings).toMatchObject([{ code: 'NO_BETTER_THAN_BASELINE', severity: 'WARNING' }]);
  });

  it('finds the target under a name of another case, and says so of the columns', async () => {
    const renamed = rows.map(({ churned, tickets, ...row }) => ({
      ...row,
      Tickets: tickets,
      CHURNED: churned,
    }));
    const found = await evaluate(renamed);
    expect(found.metrics).toEqual((await evaluate(rows)).metrics);
    expect(found.warnings).toMatchObject([
      { code: 'RENAMED_COLUMN', column: 'tickets', examples: ['Tickets'] },
    ]);
  });

  it('reads the target as it was read for training', async () => {
    const { sample } = saved.task;
    const words = { kind: 'label', words: 'BOOLEAN', levels: ['No', 'Yes'] } as const;
    const columns = sample.columns.map((column) =>
      column.name === 'churned' ? { ...column, format: { ...PLAIN_LABELS, ...words } } : column,
    );
    saved = { ...saved, task: { ...saved.task, sample: { ...sample, columns } } };
    const spelled = rows.map((row) => ({ ...row, churned: row.churned === 'Yes' ? 'true' : 'FALSE' }));
    expect((await evaluate(spelled)).rows).toBe(300);
  });

  it('is refused where there is nothing to compare with', async () => {
    await expect(evaluate(unlabelled)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'The table does not have "churned", the target to compare with; its columns are "tickets", "contract", "last_login".',
    });
    const empty = rows.map((row) => ({ ...row, churned: '' }));
    await expect(evaluate(empty)).rejects.toThrow('No row has a value in "churned"');
  });
});
