import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureNames, fixturePath, readFixture, type FixtureName } from '../../support/mojo/fixtures.js';
import { toCsv } from '../../support/mojo/table.js';

const example = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['examples/score-a-mojo.mjs', ...args], {
    cwd: path.join(import.meta.dirname, '../../..'),
  });

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'trainyard-example-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function rowsFile(name: FixtureName): Promise<string> {
  const { rows } = readFixture(name);
  const file = path.join(directory, `${name}.csv`);
  await writeFile(file, `${rows.map((column) => column.name).join(',')}\n${toCsv(rows)}`);
  return file;
}

it.each(['gbm-titanic', 'glm-mpg', 'stackedensemble-iris'] as const)(
  'the example scores a CSV with the built package: %s',
  async (name) => {
    const { stdout, stderr } = await example(fixturePath(name), await rowsFile(name));
    expect(stderr).toContain(' from ');
    const [header, ...rows] = parse(stdout);
    expect(header![0]).toBe('predict');
    const engine = [...readFixture(name).predictions.values()];
    expect(rows).toHaveLength(engine[0]!.length);
    rows.forEach((row, i) => {
      row.forEach((cell, column) => {
        const said = engine[column]![i]!;
        if (Number.isNaN(Number(said))) expect(cell).toBe(said);
        else expect(Number(cell)).toBeCloseTo(Number(said), 10);
      });
    });
  },
);

it('the example says in a sentence what is wrong', async () => {
  const rows = await rowsFile(fixtureNames[0]);
  await expect(example()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Usage') as string,
  });
  await expect(example(rows, rows)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The MOJO is not a readable zip file: .*\n$/) as string,
  });
  await expect(example('/no/model.zip', rows)).rejects.toMatchObject({
    stderr: expect.stringMatching(/^ENOENT.*\n$/) as string,
  });
});
