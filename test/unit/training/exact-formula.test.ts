import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainingSample } from '../../../src/domain/training-sample.js';
import { seededRandom } from '../../../src/explain/random.js';
import { findExactFormula } from '../../../src/training/exact-formula.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trainyard-formula-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NAMES = ['parts', 'labour', 'tax', 'distance', 'total'];

async function sampleOf(
  totalOf: (row: number[], random: () => number) => number,
  rows = 200,
): Promise<TrainingSample> {
  const random = seededRandom(3);
  const lines = Array.from({ length: rows }, (_, index) => {
    const row = [random() * 900, random() * 600, random() * 100, random() * 50];
    const total = totalOf(row, random);
    // A cell is missing now and then.
    const cells = [
      ...row.map((value, place) => (index % 20 === place ? '' : value.toFixed(2))),
      total.toFixed(2),
    ];
    return `${cells.join(',')}\n`;
  });
  const file = path.join(folder, 'sample.csv');
  await writeFile(file, lines.join(''));
  return {
    file,
    columns: NAMES.map((name) => ({ name, type: 'NUMERIC' })),
    target: 'total',
    problemType: 'REGRESSION',
    rowsTotal: rows,
    rowsUsed: rows,
    rowsWithoutTarget: 0,
    textColumns: [],
    findings: [],
  };
}

describe('a target that is made of other columns', () => {
  it('is known by the columns and their factors, also where it is rounded', async () => {
    const sum = await findExactFormula(await sampleOf(([parts = 0, labour = 0]) => parts + labour));
    expect(sum?.terms.map(({ column }) => column).toSorted()).toEqual(['labour', 'parts']);
    for (const { factor } of sum?.terms ?? []) expect(factor).toBeCloseTo(1, 3);
    const taxed = await findExactFormula(
      await sampleOf(([parts = 0, labour = 0, tax = 0]) => 1.2 * parts + 0.5 * labour - tax + 30),
    );
    const factors = new Map(taxed?.terms.map(({ column, factor }) => [column, factor]));
    expect(factors.get('parts')).toBeCloseTo(1.2, 3);
    expect(factors.get('tax')).toBeCloseTo(-1, 2);
    expect(taxed?.constant).toBeCloseTo(30, 0);
  });

  it('is none that only follows them, nor one of a handful of rows', async () => {
    const noisy = ([parts = 0, labour = 0]: number[], random: () => number) => parts + labour + 40 * random();
    expect(await findExactFormula(await sampleOf(noisy))).toBeNull();
    expect(
      await findExactFormula(await sampleOf(([parts = 0, labour = 0]) => parts + labour, 12)),
    ).toBeNull();
    expect(await findExactFormula(await sampleOf(() => 7))).toBeNull();
  });
});
