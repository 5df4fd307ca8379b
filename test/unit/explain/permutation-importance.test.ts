import { describe, expect, it } from 'vitest';
import { permutationImportance } from '../../../src/explain/permutation-importance.js';
import { seededRandom } from '../../../src/explain/random.js';
import { runAtOnce } from '../../../src/explain/work.js';
import { categorical, modelOf, numeric, rowsOf } from './models.js';

const random = seededRandom(42);
const ROWS = 600;
const draw = (value: () => number): number[] => Array.from({ length: ROWS }, value);

describe('permutation importance', () => {
  it('ranks what a value depends on by how much, and noise at 0', () => {
    const strong = draw(() => random() * 10);
    const weak = draw(() => random());
    const unused = draw(() => random());
    const truth = { values: Float64Array.from(strong, (x, row) => 2 * x + weak[row]!) };
    const found = runAtOnce(
      permutationImportance(
        [{ score: modelOf(([a, b]) => 2 * a! + b!), rows: rowsOf(strong, weak, unused), truth }],
        [numeric('unused', 2), numeric('weak', 1), numeric('strong', 0)],
      ),
    );
    expect(found.map(({ column }) => column)).toEqual(['strong', 'weak', 'unused']);
    expect(found[0]).toMatchObject({ relative: 1 });
    // Twice the variance of what is dealt: 2 × Var(2 × U(0, 10)).
    expect(found[0]!.importance).toBeGreaterThan(55);
    expect(found[0]!.importance).toBeLessThan(78);
    expect(found[2]).toEqual({ column: 'unused', importance: 0, spread: 0, relative: 0 });
  });

  it('puts 120 levels of noise, which a model leans on, below the label that drives it', () => {
    const noise = draw(() => Math.floor(random() * 120));
    const driver = draw(() => (random() < 0.5 ? 1 : 0));
    const effects = Array.from({ length: 120 }, () => (random() - 0.5) * 1.5);
    const labels = Int32Array.from(driver, (d) => (random() < (d === 1 ? 0.8 : 0.3) ? 1 : 0));
    // The sizes of the noise's coefficients add up to far more than those of the driver's.
    const model = modelOf(([n, d]) => {
      const p = 1 / (1 + Math.exp(-((d === 1 ? 1.4 : -0.85) + effects[n!]!)));
      return [1 - p, p];
    });
    const levels = Array.from({ length: 120 }, (_, index) => `level ${index}`);
    const found = runAtOnce(
      permutationImportance(
        [{ score: model, rows: rowsOf(noise, driver), truth: { labels } }],
        [categorical('last_login', 0, levels), categorical('contract', 1, ['monthly', 'yearly'])],
      ),
    );
    expect(found.map(({ column }) => column)).toEqual(['contract', 'last_login']);
    expect(found[0]!.importance).toBeGreaterThan(10 * Math.abs(found[1]!.importance));
  });

  it('deals the features that one column was made into together', () => {
    // Only the sum of both matters, and it is always 0: dealt together, it stays 0.
    const part = draw(() => random());
    const rows = rowsOf(
      part,
      part.map((value) => -value),
    );
    const model = modelOf(([a, b]) => a! + b!);
    const truth = { values: new Float64Array(ROWS) };
    const [together] = runAtOnce(
      permutationImportance([{ score: model, rows, truth }], [numeric('when', 0, 1)]),
    );
    expect(together).toMatchObject({ importance: 0, relative: 0 });
    const [alone] = runAtOnce(permutationImportance([{ score: model, rows, truth }], [numeric('part', 0)]));
    expect(alone!.importance).toBeGreaterThan(0.1);
  });

  it('asks several models, each about its own rows, and counts the loss of all', () => {
    const x = draw(() => random());
    const truth = { values: Float64Array.from(x) };
    const asked = (weight: number) => ({ score: modelOf(([a]) => weight * a!), rows: rowsOf(x), truth });
    const of = (...weights: number[]) =>
      runAtOnce(permutationImportance(weights.map(asked), [numeric('x', 0)]))[0]!.importance;
    // A model that looks at nothing loses nothing, on half of the rows.
    expect(of(1, 0)).toBeCloseTo(of(1) / 2, 1);
    expect(of(0, 0)).toBe(0);
  });

  it('is the same for the same seed', () => {
    const x = draw(() => random());
    const go = (seed: number) =>
      runAtOnce(
        permutationImportance(
          [{ score: modelOf(([a]) => a!), rows: rowsOf(x), truth: { values: Float64Array.from(x) } }],
          [numeric('x', 0)],
          { seed },
        ),
      );
    expect(go(3)).toEqual(go(3));
    expect(go(3)).not.toEqual(go(4));
  });
});
