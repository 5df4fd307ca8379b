import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadMojo, UnsupportedContributionsError } from '../../../src/mojo/index.js';
import { compare } from '../../support/mojo/compare.js';
import {
  compareClasses,
  compareContributions,
  explain,
  type InverseLink,
} from '../../support/mojo/contributions.js';
import {
  fixtureBytes,
  fixtureNames,
  fixturePath,
  readFixture,
  type FixtureName,
} from '../../support/mojo/fixtures.js';
import { toBatch } from '../../support/mojo/table.js';

const logistic: InverseLink = (x) => 1 / (1 + Math.exp(-x));
const identity: InverseLink = (x) => x;

/** Models that are explained, and how their predictions come from the sum of contributions. */
const EXPLAINED: Partial<Record<FixtureName, InverseLink>> = {
  'gbm-titanic': logistic,
  'gbm-taxis': Math.exp,
  'drf-mpg': identity,
  'drf-titanic': identity,
  'xgboost-titanic': logistic,
  'glm-titanic': logistic,
  'glm-mpg': Math.exp,
};

/** Models of several classes, each of which is explained. */
const EXPLAINED_CLASSES: readonly FixtureName[] = [
  'gbm-penguins',
  'drf-iris',
  'xgboost-iris',
  'glm-penguins',
];

/** Its classes were balanced in training; the probabilities are corrected after the sums. */
const BALANCED: FixtureName = 'gbm-penguins';

describe.each(fixtureNames)('the kept model %s', (name) => {
  const { rows, predictions, contributions } = readFixture(name);

  test('scores every row as H2O did', async () => {
    const model = await loadMojo(fixturePath(name));
    const { labels, relative } = compare(model, rows, { given: predictions, unseenMissing: predictions });
    expect(labels).toBe(0);
    expect(relative).toBeLessThanOrEqual(1e-12);
  });

  test('says the same of a row alone as of all together', async () => {
    const model = await loadMojo(fixtureBytes(name));
    const together = model.score(toBatch(rows));
    rows[0]!.cells.forEach((_, i) => {
      const alone = model.scoreRow(Object.fromEntries(rows.map((column) => [column.name, column.cells[i]])));
      if (together.values === undefined) {
        const labels = model.signature.response.labels!;
        expect(alone.predict).toBe(labels[together.labels[i]!] ?? null);
        const all = Object.fromEntries(labels.map((label, k) => [label, together.probabilities[k]![i]]));
        expect(alone.probabilities).toEqual(all);
      } else {
        expect(alone.predict).toEqual(Number.isNaN(together.values[i]!) ? null : together.values[i]);
        expect(alone.probabilities).toBeNull();
      }
    });
  });

  if (EXPLAINED_CLASSES.includes(name)) {
    test('explains each class, adding up to its probability', async () => {
      const model = await loadMojo(fixturePath(name));
      const ours = model.contributions(toBatch(rows));
      expect(ours.outputs.map(({ label }) => label)).toEqual(model.signature.response.labels);
      if (name === BALANCED) return;
      expect(compareClasses(ours, rows, predictions)).toBeLessThanOrEqual(1e-5);
    });
    return;
  }

  const inverseLink = EXPLAINED[name];
  test(inverseLink ? 'explains every row as H2O did' : 'says that it cannot explain rows', async () => {
    const model = await loadMojo(fixturePath(name));
    if (inverseLink === undefined) {
      expect(() => model.contributions(toBatch(rows))).toThrow(UnsupportedContributionsError);
      return;
    }
    const ours = explain(model, rows)!;
    const { engine, sum } = compareContributions(model, ours, rows, {
      predictions,
      contributions,
      inverseLink,
    });
    expect(engine ?? 0).toBeLessThanOrEqual(1e-5);
    expect(sum).toBeLessThanOrEqual(1e-5);
  });
});

test('a model is the same from its bytes as from its path', async () => {
  const path = fixturePath('gbm-titanic');
  expect((await loadMojo(await readFile(path))).signature).toEqual((await loadMojo(path)).signature);
});
