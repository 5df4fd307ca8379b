import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'graphql';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cellWriter } from '../../../src/csv/cells/cell-writer.js';
import * as cells from '../../../src/csv/cells/cells.js';
import { scanNumber } from '../../../src/csv/cells/numbers.js';
import { foldLabel, labelReader } from '../../../src/csv/cells/read-label.js';
import { sniff } from '../../../src/csv/detect/dialect.js';
import { hasHeader, headerNames } from '../../../src/csv/detect/header.js';
import { csvLine } from '../../../src/csv/records/csv-line.js';
import { CHUNK_BYTES } from '../../../src/csv/source/chunks.js';
import { TextDecoding } from '../../../src/csv/source/encoding.js';
import { PLAIN_LABELS } from '../../../src/domain/column-format.js';
import type { ColumnProfile } from '../../../src/domain/column-profile.js';
import { echo } from '../../../src/domain/echo.js';
import { TrainyardError } from '../../../src/domain/errors.js';
import { ingest } from '../../../src/intake/ingest.js';
import { resolveTarget } from '../../../src/intake/sample/sample-request.js';
import { cellReader } from '../../../src/csv/cells/cell-reader.js';
import { RowEncoder } from '../../../src/prediction/encode-rows.js';
import { locateColumns } from '../../../src/prediction/input-columns.js';
import { InputFaults } from '../../../src/prediction/input-faults.js';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import { column, signatureOf } from '../prediction/support.js';
import { workbook } from '../../support/formats/xlsx.js';
import { NO_ENGINE, saveFixture } from '../prediction/saved-fixture.js';

const TIMEOUT = { timeout: 120_000 };

/** What takes quadratic time blocks for minutes on so much; what is linear takes some milliseconds. */
const MEGABYTE = 1_000_000;
/** Nobody else is served meanwhile. */
const LONGEST_TURN_MS = 100;
/** Of Linux: processor time of this thread in nanoseconds, and other figures. */
const SCHEDSTAT = '/proc/thread-self/schedstat';
const HAS_SCHEDSTAT = existsSync(SCHEDSTAT);
/** A collection of garbage or a compilation may fall into one try. */
const TRIES = 4;
const MOST_ECHOED = 5000;

const filled = (pattern: string, end = '') =>
  pattern.repeat(Math.ceil(MEGABYTE / Buffer.byteLength(pattern))) + end;

const SUSPICIOUS: Readonly<Record<string, string>> = {
  digits: filled('1'),
  'digits, then a letter': filled('1', 'x'),
  'digits with a point': `${'1'.repeat(MEGABYTE / 2)}.${'1'.repeat(MEGABYTE / 2)}x`,
  'digits with a comma': `${'1'.repeat(MEGABYTE / 2)},${'1'.repeat(MEGABYTE / 2)}x`,
  commas: filled(',', 'x'),
  'thousands separators': filled('111,', '1x'),
  'an exponent': `1e${filled('1', 'x')}`,
  'minus signs': filled('-', '1'),
  spaces: filled(' '),
  'spaces around a letter': `${' '.repeat(MEGABYTE / 2)}x${' '.repeat(MEGABYTE / 2)}`,
  semicolons: filled(';', 'x'),
  'line ends': filled('\n', 'x'),
  quotes: filled('"'),
  'quotes and letters': filled('"x', '"'),
  dates: filled('2024-01-02'),
  'a date with digits': `2024-01-02 03:04:05.${filled('1')}`,
  slashes: filled('1/2/', 'x'),
  currencies: filled('€', '1'),
  'accented letters': filled('é'),
  backslashes: filled('\\'),
  brackets: filled('{['),
};
const KINDS = Object.entries(SUSPICIOUS);
/** Those that are most to other readers than that of CSV, which has all of them. */
const WORST = KINDS.filter(([kind]) =>
  ['digits', 'quotes', 'line ends', 'currencies', 'backslashes', 'brackets'].includes(kind),
);

/** Processor time of this thread so far, in milliseconds; where the system does not tell, of the whole process. */
function threadMs(): number {
  if (HAS_SCHEDSTAT) return Number.parseInt(readFileSync(SCHEDSTAT, 'latin1'), 10) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The most processor time of this thread between two turns of the event loop, in the quietest of some tries, in
 * milliseconds. (Not the time on the clock: other programs may have the processor meanwhile.)
 */
async function longestTurn(work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < TRIES && least > LONGEST_TURN_MS; attempt++) {
    let most = 0;
    let before = threadMs();
    let done = false;
    const endTurn = () => {
      const now = threadMs();
      most = Math.max(most, now - before);
      before = now;
      if (!done) setImmediate(endTurn);
    };
    await nextTurn();
    endTurn();
    await work();
    await nextTurn();
    done = true;
    await nextTurn();
    least = Math.min(least, most);
  }
  return least;
}

/** As a socket delivers it: one piece a turn. */
function inTurns(bytes: Buffer): Readable {
  async function* pieces() {
    for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
      await nextTurn();
      yield bytes.subarray(start, start + CHUNK_BYTES);
    }
  }
  return Readable.from(pieces());
}

/** What is refused may be refused, in few words. */
async function orRefused(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    expect(error.message.length).toBeLessThan(MOST_ECHOED);
    expect(JSON.stringify(error.details).length).toBeLessThan(MOST_ECHOED);
  }
}

const profile = (type: ColumnProfile['type'], examples: string[]): ColumnProfile => ({
  ...{ name: 'x', type, missing: 0, distinct: examples.length, examples, exampleCounts: [5, 5] },
  ...{ min: null, max: null, mean: null, histogram: [] },
});

const SIGNATURE = signatureOf([
  column('number', 'NUMERIC'),
  column('level', 'CATEGORICAL', ['a', 'b']),
  column('truth', 'CATEGORICAL', ['No', 'Yes']),
  column('time', 'TIME'),
]);

const REQUEST = {
  ...{ target: 'a', problemType: 'AUTO' as const, maxRows: 100, ignoredColumns: [], seed: 1, outFile: '' },
};

describe('a cell of a megabyte of any kind', TIMEOUT, () => {
  test.each<readonly [string, (text: string) => unknown]>([
    ['a number', (text) => cells.parseNumber(text, true)],
    ['a time', (text) => cells.parseTime(text)],
    ['a category', (text) => labelReader(PLAIN_LABELS)(text)],
    ['a spelling', (text) => foldLabel(text)],
    ['a number in words', (text) => scanNumber(text)],
    ['a missing value', (text) => cells.isMissing(text) || cells.isMissingUnlessText(text)],
    ['a level', (text) => cellReader(column('x', 'CATEGORICAL', ['yes', 'no']))(text)],
    ['a number for the engine', (text) => cellWriter(profile('NUMERIC', ['1', '2']))(text)],
    ['a time for the engine', (text) => cellWriter(profile('TIME', ['2024-01-02', '2024-01-03']))(text)],
    ['a boolean for the engine', (text) => cellWriter(profile('CATEGORICAL', ['yes', 'no']))(text)],
    ['a number for a model', (text) => cellReader(column('x', 'NUMERIC'), true)(text)],
    ['a time for a model', (text) => cellReader(column('x', 'TIME'), true)(text)],
    [
      'a string of an operation',
      (text) => parse(`{ task(id: ${JSON.stringify(text.slice(0, MEGABYTE / 2))}) { id } }`),
    ],
    ['a part of a message', (text) => echo(text)],
    ['a line to write', (text) => csvLine(['a', text])],
    [
      'the header',
      (text) =>
        orRefused(
          () =>
            hasHeader(
              [
                [text, text],
                [text, text],
              ],
              [text],
            ) && headerNames([text, text]),
        ),
    ],
    ['the header again', (text) => orRefused(() => headerNames([text, text]))],
    ['the start of a file', (text) => sniff(Buffer.from(`a,${text}\nb`), true, ['x', text])],
    [
      'the target asked for',
      (text) =>
        orRefused(() =>
          resolveTarget(['a', 'b', text.slice(0, 500_000)], {
            ...REQUEST,
            target: `${text}y`,
            ignoredColumns: [],
          }),
        ),
    ],
    [
      'an ignored column',
      (text) => orRefused(() => resolveTarget(['a', 'b'], { ...REQUEST, ignoredColumns: [text, text] })),
    ],
    ['names of an input', (text) => orRefused(() => locateColumns(SIGNATURE, [text, text]))],
    [
      'a row of JSON',
      (text) => {
        const faults = new InputFaults(4);
        new RowEncoder(SIGNATURE).encode(
          [{ number: text, level: text, truth: text, time: text }],
          0,
          1,
          faults,
        );
        expect(JSON.stringify(faults.warnings(SIGNATURE, 1)).length).toBeLessThan(MOST_ECHOED);
      },
    ],
    [
      'a row of JSON with its name',
      (text) => orRefused(() => new RowEncoder(SIGNATURE).checkColumns([{ [text]: 1 }])),
    ],
  ])('as %s holds up nobody', async (_name, work) => {
    for (const [kind, text] of KINDS) {
      expect(await longestTurn(() => work(text)), kind).toBeLessThan(LONGEST_TURN_MS);
    }
  });

  test('in bytes of an unknown encoding holds up nobody', async () => {
    for (const [kind, text] of KINDS) {
      const decode = async () => {
        const decoding = new TextDecoding();
        const source = inTurns(Buffer.concat([Buffer.from([0xe9, 0x2c]), Buffer.from(text, 'latin1')]));
        for await (const piece of decoding.decode(source)) expect(piece).toBeInstanceOf(Buffer);
      };
      await decode();
      expect(await longestTurn(decode), kind).toBeLessThan(LONGEST_TURN_MS);
    }
  });
});

describe('a file with cells of a megabyte of any kind', TIMEOUT, () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'trainyard-linear-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const quoted = (text: string) => `"${text.split('"').join('""')}"`;
  const rows = (cell: string) =>
    Array.from({ length: 12 }, (_, row) => `${row % 2},${row},${row === 5 ? cell : row}`).join('\n');

  test.each<readonly [string, (text: string) => string]>([
    ['in quotes', (text) => `number,target,x\n${rows(quoted(text))}\n`],
    ['without quotes', (text) => `number,target,x\n${rows(text)}\n`],
    ['in the header', (text) => `number,${quoted(text)},x\n${rows('1')}\n`],
  ])('is read for training without holding up anybody: %s', async (_name, fileOf) => {
    const sample = { ...REQUEST, target: 'x', outFile: path.join(dir, 'sample.csv') };
    for (const [kind, text] of KINDS) {
      const file = Buffer.from(fileOf(text));
      const work = () => orRefused(() => ingest(inTurns(file), { dir, maxBytes: 1e9, sample }));
      expect(await longestTurn(work), kind).toBeLessThan(LONGEST_TURN_MS);
    }
  });

  const members = (value: (row: number) => string | number, name = 'x') =>
    Array.from({ length: 12 }, (_, row) => ({ number: row % 2, target: row, [name]: value(row) }));
  const once = (text: string) => (row: number) => (row === 5 ? text : row);

  test.each<readonly [string, (text: string) => string | Uint8Array]>([
    [
      'JSON lines',
      (text) =>
        members(once(text))
          .map((row) => JSON.stringify(row))
          .join('\n'),
    ],
    ['JSON', (text) => JSON.stringify(members(once(text)))],
    ['a name of JSON', (text) => JSON.stringify(members((row) => row, text))],
    [
      'a workbook',
      (text) =>
        workbook({
          sheets: [
            {
              name: 'Data',
              rows: [['number', 'target', 'x'], ...members(once(text)).map((row) => Object.values(row))],
            },
          ],
        }),
    ],
  ])('is read for training without holding up anybody: in %s', async (_name, fileOf) => {
    const sample = { ...REQUEST, target: 'target', outFile: path.join(dir, 'sample.csv') };
    for (const [kind, text] of WORST) {
      const file = Buffer.from(fileOf(text));
      const work = () => orRefused(() => ingest(inTurns(file), { dir, maxBytes: 1e9, sample }));
      expect(await longestTurn(work), kind).toBeLessThan(LONGEST_TURN_MS);
    }
  });

  test('is read for prediction without holding up anybody', async () => {
    await saveFixture(dir, 'task', 'gbm-titanic');
    const predictor = new Predictor({
      ...{ modelsDir: dir, predictionsDir: path.join(dir, 'predictions'), ttlMs: 60_000, maxBytes: 1e9 },
      ...{ engine: NO_ENGINE, log: pino({ level: 'silent' }), requireDone: () => undefined },
    });
    await predictor.start();
    try {
      for (const [kind, text] of KINDS) {
        const cell = quoted(text);
        const file = Buffer.from(
          `age,sex,fare,deck\n${cell.length},${cell},7,A\n${[cell, 'male', cell, 'A'].join(',')}\n`,
        );
        const predict = (contributions?: number) => () =>
          orRefused(() =>
            predictor.predictCsv(
              'task',
              { stream: inTurns(file), fileName: 'x.csv' },
              { limit: 10, strict: false, ...(contributions === undefined ? {} : { contributions }) },
            ),
          );
        expect(await longestTurn(predict()), kind).toBeLessThan(LONGEST_TURN_MS);
        expect(await longestTurn(predict(2)), kind).toBeLessThan(LONGEST_TURN_MS);
      }
    } finally {
      await predictor.close();
    }
  });
});
