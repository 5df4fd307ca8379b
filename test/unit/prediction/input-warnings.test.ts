import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import { NO_ENGINE, saveFixture } from './saved-fixture.js';

let directory: string;
let predictor: Predictor;

/** A model of bill length, depth, flipper, mass, species and others, that knows the range of its numbers. */
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'trainyard-warnings-'));
  const modelsDir = path.join(directory, 'models');
  const { signature } = await saveFixture(modelsDir, 'penguins', 'glm-penguins');
  const columns = signature.columns.map((column) =>
    column.type === 'NUMERIC' ? { ...column, min: 30, max: 60 } : column,
  );
  await saveFixture(modelsDir, 'penguins', 'glm-penguins', { signature: { ...signature, columns } });
  predictor = new Predictor({
    modelsDir,
    predictionsDir: path.join(directory, 'predictions'),
    engine: NO_ENGINE,
    log: pino({ level: 'silent' }),
    ttlMs: 60_000,
    maxBytes: 10_000_000,
    requireDone: () => undefined,
  });
  await predictor.start();
});
afterAll(async () => {
  await predictor.close();
  await rm(directory, { recursive: true, force: true });
});

/** Each column of the model with that cell, but for those given. */
async function tableOf(rows: number, cells: Readonly<Record<string, string>>, more = ''): Promise<string> {
  const { columns } = await predictor.signature('penguins');
  const names = columns.map(({ name }) => name);
  const cellOf = (index: number) => cells[names[index]!] ?? columns[index]!.levels?.[0] ?? '45';
  const row = names.map((_, index) => cellOf(index)).join(',');
  return `${names.join(',')}\n${`${row}\n`.repeat(rows)}${more}`;
}

const predict = (csv: string, strict = false) =>
  predictor.predictCsv(
    'penguins',
    { fileName: 'new.csv', stream: Readable.from([Buffer.from(csv)]) },
    { limit: 5, strict },
  );

const numbers = async () =>
  (await predictor.signature('penguins')).columns
    .filter(({ type }) => type === 'NUMERIC')
    .map(({ name }) => name);

describe('a file to predict from', () => {
  test('is warned of where a column is empty, or its numbers are far from those of training', async () => {
    const [first = '', second = ''] = await numbers();
    const csv = await tableOf(12, { [first]: '', [second]: '455' });
    expect((await predict(csv)).warnings).toMatchObject([
      { code: 'EMPTY_COLUMN', column: first, rows: 12 },
      { code: 'OUT_OF_RANGE', column: second, rows: 12, examples: ['455'] },
    ]);
    const within = await tableOf(12, { [first]: '1', [second]: '89' });
    expect((await predict(within)).warnings).toEqual([]);
  });

  test('is warned of totals that were skipped, and of a renamed column, also where it is labelled', async () => {
    const [first = ''] = await numbers();
    const plain = await tableOf(30, {});
    const width = plain.split('\n')[0]!.split(',').length;
    const csv = `${plain.replace(first, first.toUpperCase())}Total,9999${','.repeat(width - 2)}\n`;
    const expected = [
      { code: 'RENAMED_COLUMN', column: first, rows: 30, examples: [first.toUpperCase()] },
      { code: 'SKIPPED_ROWS', column: '', rows: 1, examples: ['Total, 9999'] },
    ];
    const { rowCount, warnings } = await predict(csv);
    expect({ rowCount, warnings }).toMatchObject({ rowCount: 30, warnings: expected });
    const withSpecies = csv
      .replace(/$/gm, ',Gentoo')
      .replace(',Gentoo', ',species')
      .replace(/,Gentoo$/, '');
    const labelled = await predictor.scoreLabelled(
      'penguins',
      { fileName: 'new.csv', stream: Readable.from([Buffer.from(withSpecies)]) },
      {
        target: {
          ...{ name: 'species', type: 'CATEGORICAL', levels: ['Adelie', 'Chinstrap', 'Gentoo'] },
          ...{ min: null, max: null, typical: null },
        },
      },
    );
    expect(labelled.warnings).toMatchObject([expected[0], { code: 'SKIPPED_ROWS', rows: 1 }]);
    expect(labelled.scores.actual).toHaveLength(30);
  });

  test('is refused in strict for what does not fit the model, and not for what is only unlike training', async () => {
    const [first = ''] = await numbers();
    await expect(predict(await tableOf(12, { [first]: '' }), true)).rejects.toThrow(
      'is empty in the whole input',
    );
    expect((await predict(await tableOf(12, { [first]: '455' }), true)).warnings).toHaveLength(1);
  });
});
