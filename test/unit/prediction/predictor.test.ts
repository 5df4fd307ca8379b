import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BadUserInputError, TaskNotReadyError } from '../../../src/domain/errors.js';
import type { JsonRow, PredictCsvOptions, Prediction } from '../../../src/prediction/prediction-service.js';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import { readFixture, type FixtureName } from '../../support/mojo/fixtures.js';
import type { CellValue } from '../../support/mojo/table.js';
import { NO_ENGINE, saveFixture } from './saved-fixture.js';

const MODELS: readonly FixtureName[] = [
  'gbm-titanic',
  'glm-penguins',
  'gbm-taxis',
  'xgboost-mpg',
  'deeplearning-titanic',
  'stackedensemble-iris',
];

let directory: string;
let predictor: Predictor;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'trainyard-predictor-'));
  const modelsDir = path.join(directory, 'models');
  for (const name of MODELS) await saveFixture(modelsDir, name, name);
  predictor = new Predictor({
    modelsDir,
    predictionsDir: path.join(directory, 'predictions'),
    engine: NO_ENGINE,
    log: pino({ level: 'silent' }),
    ttlMs: 60_000,
    maxBytes: 10_000_000,
    requireDone: (id) => {
      if (id === 'running') throw new TaskNotReadyError('Task running is IN_PROGRESS.');
    },
  });
  await predictor.start();
});
afterAll(async () => {
  await predictor.close();
  await rm(directory, { recursive: true, force: true });
});

/** The rows a model was kept with, and what the engine said of them. */
function kept(name: FixtureName) {
  const { rows, predictions, contributions } = readFixture(name);
  const count = rows[0]!.cells.length;
  const value = (cell: CellValue, type: string) =>
    type === 'TIME' && cell !== null ? new Date(Number(cell)).toISOString() : cell;
  const json = Array.from({ length: count }, (_, row): JsonRow =>
    Object.fromEntries(rows.map(({ name, type, cells }) => [name, value(cells[row]!, type)])),
  );
  return {
    json,
    names: rows.map((column) => column.name),
    predictions: [...predictions.values()],
    contributions,
  };
}

function csvOf(rows: readonly JsonRow[], names: readonly string[], delimiter = ','): string {
  const cell = (value: unknown) => {
    const text = value === null || value === undefined ? '' : `${value as CellValue}`;
    return text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cell).join(delimiter))
    .join('\n');
}

const predict = (taskId: string, csv: string | Buffer, options: Partial<PredictCsvOptions> = {}) =>
  predictor.predictCsv(
    taskId,
    { stream: Readable.from([Buffer.from(csv)]), fileName: 'new.csv' },
    { limit: 1000, strict: false, ...options },
  );

const predictRows = (taskId: string, rows: JsonRow[], contributions = 0) =>
  predictor.predictRows(taskId, rows, { strict: false, contributions });

/** All of the result, as its CSV has it. */
async function linesOf({ csvId }: Prediction): Promise<string[][]> {
  return parse(await text((await predictor.openCsv(csvId!))!.stream));
}

describe.each(MODELS)('%s', (name) => {
  const { json, names, predictions } = kept(name);

  test('says of rows and of a CSV what the engine said, without an engine', async () => {
    const [fromRows, fromCsv] = [await predictRows(name, json), await predict(name, csvOf(json, names))];
    expect(fromCsv.rows).toEqual(fromRows.rows);
    expect(fromCsv).toMatchObject({
      taskId: name,
      modelId: name,
      rowCount: json.length,
      contributions: null,
    });
    const [columns = [], ...lines] = await linesOf(fromCsv);
    for (const [i, row] of fromRows.rows.entries()) {
      expect(Object.keys(row)).toHaveLength(predictions.length);
      columns.forEach((column, c) => {
        const value = row[column];
        const expected = predictions[c]![i]!;
        if (typeof value === 'number') expect(value).toBeCloseTo(Number(expected), 9);
        else expect(value).toBe(expected);
      });
    }
    expect(lines).toEqual(fromRows.rows.map((row) => columns.map((column) => String(row[column]))));
  });
});

describe('a CSV to be scored', () => {
  const { json: all, names } = kept('glm-penguins');
  const json = all.filter(({ island, sex }) => /^[A-Z]/.test(String(island)) && sex !== '1.0');
  let expected: Prediction['rows'];
  beforeAll(async () => {
    expected = (await predictRows('glm-penguins', json)).rows;
  });

  const lines = () => csvOf(json, names);
  test.each<[string, () => string | Buffer]>([
    ['in another order of columns', () => csvOf(json, [...names].reverse())],
    ['with columns the model does not know', () => csvOf(json, ['id', ...names, 'species'])],
    ['with semicolons', () => csvOf(json, names, ';')],
    ['with semicolons and decimal commas', () => csvOf(json, names, ';').replaceAll('.', ',')],
    ['with tabs', () => csvOf(json, names, '\t')],
    ['with pipes', () => csvOf(json, names, '|')],
    ['with CRLF', () => lines().replaceAll('\n', '\r\n')],
    ['with a byte order mark', () => `\uFEFF${lines()}`],
    ['in UTF-16', () => iconv.encode(lines(), 'utf16')],
    ['as gzip', () => gzipSync(lines())],
  ])('may come %s', async (_, csv) => {
    const prediction = await predict('glm-penguins', csv());
    expect(prediction.rows).toEqual(expected);
    expect(prediction.warnings).toEqual([]);
  });

  test('is answered with the first rows, and kept whole in its order', async () => {
    const prediction = await predict('glm-penguins', lines(), { limit: 3 });
    expect(prediction.rows).toEqual(expected.slice(0, 3));
    expect(prediction.rowCount).toBe(json.length);
    const [header, ...rest] = await linesOf(prediction);
    expect(header).toEqual(['predict', 'Adelie', 'Chinstrap', 'Gentoo']);
    expect(rest).toEqual(expected.map((row) => Object.values(row).map(String)));
    expect((await predict('glm-penguins', lines(), { limit: 0 })).rows).toEqual([]);
  });

  test('is refused where it is no table, and leaves no file', async () => {
    const files = async () => (await readdir(path.join(directory, 'predictions'))).length;
    const before = await files();
    const ragged = `${names.join(',')}\n${names.map(() => 1).join(',')}\n1,2\n`;
    await expect(predict('glm-penguins', ragged)).rejects.toMatchObject({
      code: 'INVALID_CSV',
      details: { line: 3 },
    });
    await expect(predict('glm-penguins', names.join(','))).rejects.toMatchObject({ code: 'INVALID_CSV' });
    await expect(predict('glm-penguins', '')).rejects.toMatchObject({ code: 'INVALID_CSV' });
    await expect(predict('glm-penguins', 'a,b\n1,2\n')).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
    expect(await files()).toBe(before);
  });

  test('is given up with the client that sent it', async () => {
    const gone = new AbortController();
    const upload = new Readable({ read: () => undefined });
    upload.push(lines());
    const options = { limit: 1, strict: false, signal: gone.signal };
    const scoring = predictor.predictCsv('glm-penguins', { stream: upload, fileName: 'new.csv' }, options);
    setImmediate(() => gone.abort(new Error('The client is gone.')));
    await expect(scoring).rejects.toThrow();
    expect(upload.destroyed).toBe(true);
  });

  test('is not read for a task that is not done', async () => {
    await expect(predict('running', lines())).rejects.toMatchObject({ code: 'TASK_NOT_READY' });
  });
});

describe('input that does not fit the model', () => {
  const rows = [
    { island: 'Dream', bill_length_mm: 'long', sex: 'FEMALE', body_mass_g: 3500 },
    { island: 'Atlantis', bill_length_mm: 40.5, sex: null, body_mass_g: 3600 },
  ];
  const expected = [
    { code: 'UNSEEN_LEVEL', column: 'island', rows: 1, examples: ['Atlantis'] },
    { code: 'NOT_A_NUMBER', column: 'bill_length_mm', rows: 1, examples: ['long'] },
    { code: 'MISSING_COLUMN', column: 'bill_depth_mm', rows: 2, examples: [] },
    { code: 'MISSING_COLUMN', column: 'flipper_length_mm', rows: 2, examples: [] },
  ];
  const csv = csvOf(rows, ['island', 'bill_length_mm', 'sex', 'body_mass_g']);

  test('is scored with warnings, which are the same of rows and of a CSV', async () => {
    const [fromRows, fromCsv] = [await predictRows('glm-penguins', rows), await predict('glm-penguins', csv)];
    expect(fromRows.warnings).toMatchObject(expected);
    expect(fromCsv.warnings).toEqual(fromRows.warnings);
    expect(fromCsv.rows).toEqual(fromRows.rows);
  });

  test('is scored as if what does not fit were missing', async () => {
    const plain = [
      { ...rows[0], bill_length_mm: null },
      { ...rows[1], island: null },
    ];
    expect((await predictRows('glm-penguins', plain)).rows).toEqual(
      (await predictRows('glm-penguins', rows)).rows,
    );
  });

  test('is a SCHEMA_MISMATCH where that was asked for, with all there is to say', async () => {
    const refusal = {
      code: 'SCHEMA_MISMATCH',
      details: { warnings: expected.map((warning) => expect.objectContaining(warning) as object) },
    };
    const strict = { strict: true };
    await expect(predictor.predictRows('glm-penguins', rows, strict)).rejects.toMatchObject(refusal);
    await expect(predict('glm-penguins', csv, strict)).rejects.toMatchObject(refusal);
    await expect(predictor.predictRows('glm-penguins', rows, strict)).rejects.toThrow(
      /strict was asked for.*"island"/,
    );
  });

  test('is not, where it fits', async () => {
    const row = { bill_depth_mm: 17, flipper_length_mm: 190, ...rows[0], bill_length_mm: null };
    expect((await predictor.predictRows('glm-penguins', [row], { strict: true })).warnings).toEqual([]);
  });

  test.each([0, 10_001])('is refused as %d rows of JSON', async (count) => {
    const message = `rows: predictRows takes 1 to 10000 rows, and got ${count}. Send more as a CSV with predict.`;
    await expect(predictRows('glm-penguins', Array<JsonRow>(count).fill({}))).rejects.toThrow(
      new BadUserInputError(message),
    );
  });
});

describe('contributions', () => {
  test('of two classes add up to the log-odds of the second, as the engine has them', async () => {
    const { json, contributions: engine } = kept('gbm-titanic');
    const { rows, contributions } = await predictRows('gbm-titanic', json, 100);
    for (const [i, { bias, columns }] of contributions!.entries()) {
      const probability = rows[i]!['1'] as number;
      const sum = columns.reduce((total, { contribution }) => total + contribution, bias);
      expect(sum).toBeCloseTo(Math.log(probability / (1 - probability)), 5);
      expect(bias).toBeCloseTo(Number(engine!.get('BiasTerm')![i]), 5);
      for (const { column, value, contribution } of columns) {
        expect(contribution).toBeCloseTo(Number(engine!.get(column)![i]), 5);
        if (typeof value === 'number') expect(value).toBe(json[i]![column]);
      }
    }
  });

  test('are the largest few of each row, in the answer and in the CSV', async () => {
    const { json, names } = kept('gbm-taxis');
    const all = (await predictRows('gbm-taxis', json, 100)).contributions!;
    const prediction = await predict('gbm-taxis', csvOf(json, names), { contributions: 2, limit: 5 });
    expect(prediction.contributions).toEqual(
      all.slice(0, 5).map((row) => ({ ...row, columns: row.columns.slice(0, 2) })),
    );
    const [header, ...lines] = await linesOf(prediction);
    expect(header).toEqual([
      ...['predict', 'top_column_1', 'top_value_1', 'top_contribution_1'],
      ...['top_column_2', 'top_value_2', 'top_contribution_2', 'bias'],
    ]);
    expect(lines).toHaveLength(json.length);
    const [first] = all[39]!.columns;
    expect(lines[39]!.slice(1, 4)).toEqual([
      first!.column,
      String(first!.value),
      String(first!.contribution),
    ]);
  });

  test('of a CSV are never more columns than the model has', async () => {
    const { json, names } = kept('gbm-titanic');
    const prediction = await predict('gbm-titanic', csvOf(json, names), { contributions: 1000 });
    expect(prediction.contributions![0]!.columns).toHaveLength(names.length);
    expect((await linesOf(prediction))[0]).toHaveLength(3 + 3 * names.length + 1);
  });

  test.each(['glm-penguins', 'stackedensemble-iris'] as const)(
    'of several classes are there for each of them, the predicted one first: %s',
    async (name) => {
      const { json } = kept(name);
      const { rows, contributions } = await predictRows(name, json, 100);
      contributions!.forEach(({ unit, bias, columns, classes }, i) => {
        const { predict, ...probabilities } = rows[i]!;
        expect(unit).toBe('LOG_ODDS');
        expect(classes!.map(({ label }) => label)).toEqual(Object.keys(probabilities));
        expect({ bias, columns }).toEqual(
          (({ bias, columns }) => ({ bias, columns }))(classes!.find(({ label }) => label === predict)!),
        );
      });
    },
  );

  test('of a network are sampled, with their error, and add up to the log-odds', async () => {
    const { json, names } = kept('deeplearning-titanic');
    const few = json.slice(0, 12);
    const { rows, contributions } = await predictRows('deeplearning-titanic', few, 100);
    contributions!.forEach(({ unit, bias, columns }, i) => {
      const probability = rows[i]!['1'] as number;
      const sum = columns.reduce((total, { contribution }) => total + contribution, bias);
      expect(unit).toBe('LOG_ODDS');
      expect(sum).toBeCloseTo(Math.log(probability / (1 - probability)), 6);
      expect(columns.every(({ error }) => error !== null && error >= 0)).toBe(true);
    });
    expect((await predictRows('deeplearning-titanic', few, 100)).contributions).toEqual(contributions);
    const csv = await predict('deeplearning-titanic', csvOf(few, names), { contributions: 1 });
    expect((await linesOf(csv))[0]).toContain('top_contribution_1');
  });
});
