import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/csv/records/csv-line.js';
import { trimCell } from '../../../src/csv/cells/clean.js';
import { isMissing, isMissingUnlessText, parseNumber } from '../../../src/csv/cells/cells.js';
import { DEFAULT_TRAINING_OPTIONS, type Algorithm } from '../../../src/domain/training-options.js';
import { loadMojo } from '../../../src/mojo/index.js';
import { ingest } from '../../../src/intake/ingest.js';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import { createTrainer } from '../../../src/training/trainer.js';
import { openClient } from '../../support/engine.js';
import { TestEngine } from './support.js';

let engine: TestEngine;
let directory: string;
let predictor: Predictor;
let tasks = 0;

beforeAll(async () => {
  const client = openClient();
  engine = new TestEngine(client, await client.identify());
  directory = await mkdtemp(path.join(tmpdir(), 'trainyard-names-'));
  predictor = new Predictor({
    modelsDir: path.join(directory, 'models'),
    predictionsDir: path.join(directory, 'predictions'),
    engine,
    log: pino({ level: 'silent' }),
    ttlMs: 60_000,
    maxBytes: 1e8,
    requireDone: () => undefined,
  });
  await predictor.start();
  return () => client.close();
});

afterAll(async () => {
  await predictor.close();
  await rm(directory, { recursive: true, force: true });
});

interface Words {
  /** Of a category that decides, of a number that does not, and of the target. */
  readonly names: readonly string[];
  readonly levels: readonly string[];
  readonly labels: readonly string[];
}

/** A table of 60 rows in which the last level, and nothing else, makes the last label. */
async function train({ names, levels, labels }: Words, algorithm: Algorithm) {
  const [decisive = '', number = '', target = ''] = names;
  const rows = Array.from({ length: 60 }, (_, row) => [
    levels[row % levels.length] ?? '',
    String((row * 37) % 60),
    labels[row % levels.length === levels.length - 1 ? 1 : 0] ?? '',
  ]);
  const taskId = `names-${process.pid}-${++tasks}`;
  const dir = path.join(directory, taskId);
  await mkdir(dir);
  const options = {
    ...DEFAULT_TRAINING_OPTIONS,
    target,
    algorithms: [algorithm],
    maxModels: 1,
    maxRuntimeSecs: 120,
    escalate: false,
  };
  const text = [[decisive, number, target], ...rows].map((cells) => csvLine(cells)).join('');
  const { sample } = await ingest(Readable.from([Buffer.from(text)]), {
    dir,
    maxBytes: 1e6,
    sample: { ...options, outFile: path.join(dir, 'sample.csv') },
  });
  const never = new AbortController().signal;
  const trainer = createTrainer({
    engine,
    modelsDir: path.join(directory, 'models'),
    dataDir: directory,
    qualityBar: { maxLogloss: 100, minR2: -100, minSkill: -100 },
    log: pino({ level: 'silent' }),
  });
  const outcome = await trainer.train(
    { taskId, sample: sample!, options, datasetId: 'f00d', fileName: 'names.csv', engineRun: null },
    { signal: never, finishEarly: never, report: () => undefined },
  );
  const inputs = levels.map((level) => ({ [decisive]: level, [number]: 30 }));
  const explain = algorithm === 'GLM' || algorithm === 'GBM' || algorithm === 'XGBOOST' ? 2 : 0;
  const prediction = await predictor.predictRows(taskId, inputs, { strict: true, contributions: explain });
  return { taskId, outcome, prediction };
}

/** What the service must answer, whatever the words are. */
async function expectSense(words: Words, algorithm: Algorithm): Promise<void> {
  const { taskId, outcome, prediction } = await train(words, algorithm);
  const { names } = words;
  // Labels are kept as they look: accents as one letter, without invisible characters around them.
  const [levels, labels] = [words.levels.map(trimCell), words.labels.map(trimCell)];
  const [decisive = '', number = ''] = names;
  expect(prediction.rows.map((row) => row['predict'])).toEqual(
    levels.map((_, index) => labels[index === levels.length - 1 ? 1 : 0]),
  );
  expect(outcome.model.variableImportance[0]?.column).toBe(decisive);
  const ofColumn = (name = '') =>
    (prediction.contributions ?? []).flatMap(({ columns }) =>
      columns.filter(({ column }) => column === name),
    );
  expect(ofColumn(decisive).map(({ value }) => value)).toEqual(levels);
  expect(ofColumn(number).map(({ value }) => value)).toEqual(levels.map(() => 30));
  // A linear model compares a level with the commonest one, which may be the last: what differs by row is what tells.
  const last = ofColumn(decisive).at(-1)?.contribution ?? NaN;
  const gains = ofColumn(decisive)
    .slice(0, -1)
    .map(({ contribution }) => Math.abs(last - contribution));
  const noise = Math.max(...ofColumn(number).map(({ contribution }) => Math.abs(contribution)));
  expect(Math.min(...gains)).toBeGreaterThan(noise);
  const signature = await predictor.signature(taskId);
  expect(signature.columns.map((column) => column.name)).toEqual(names.slice(0, 2));
  expect(signature.response.name).toBe(names[2]);
  expect(signature.response.levels?.toSorted()).toEqual(labels.toSorted());
}

const WORDS: Words = { names: ['kind', 'amount', 'answer'], levels: ['a', 'b', 'c'], labels: ['no', 'yes'] };
const withTarget = (target: string): Words => ({ ...WORDS, names: ['kind', 'amount', target] });

describe('a column may be called', { timeout: 180_000 }, () => {
  it.each(['Loan Status', 'win/loss', '__internal_cv_weights__', '日本'])('%s, and be the target', (name) =>
    expectSense(withTarget(name), 'GLM'),
  );

  it('what holds a quote, a tab, a line break and a backslash, and more than one of them', () =>
    expectSense({ ...WORDS, names: ['screen 6"', 'a\tb\\n', 'line\nbreak'] }, 'XGBOOST'));

  it('what the service would call another one', () =>
    expectSense({ ...WORDS, names: ['6"', 'column_1', 'column_1_'] }, 'GLM'));

  it('a plain name, with quotes in its levels and labels', () =>
    expectSense({ ...WORDS, levels: ['5"', '""', 'c'], labels: ['"no"', 'y"es'] }, 'GLM'));

  it('anything, and so may levels and labels, and the prediction depends on the column', async () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => text.replaceAll('\0', '').trim())
      .filter((text) => trimCell(text) !== '' && !isMissing(text) && !isMissingUnlessText(text));
    const name = fc.oneof(
      word.map(trimCell),
      fc.constantFrom('"', '\\', '[columns]', 'null', '__proto__', 'a\r\nb', '\u0001'),
    );
    const value = word.filter((text) => Number.isNaN(parseNumber(text, true)) && !/^[\d+-]/.test(text));
    const words = fc.record({
      names: fc.uniqueArray(name, { minLength: 3, maxLength: 3 }),
      levels: fc.uniqueArray(value, { minLength: 3, maxLength: 3, selector: trimCell }),
      labels: fc.uniqueArray(value, { minLength: 2, maxLength: 2, selector: trimCell }),
    });
    const algorithm = fc.constantFrom<Algorithm>('GLM', 'XGBOOST');
    await fc.assert(fc.asyncProperty(words, algorithm, expectSense), {
      numRuns: 4,
      endOnFailure: true,
      // The last level is the commonest one by its place in the engine's order.
      examples: [[{ names: ['+le', '\u0001', '"'], levels: ['𒃕', '𝛁)', '⡶&'], labels: ['𖦗#', 'ﬞ'] }, 'GLM']],
    });
  }, 240_000);
});

it('leaves other names readable in the MOJO', async () => {
  const { taskId } = await train({ ...WORDS, names: ['kind of thing', 'price [€]', 'it"s'] }, 'GLM');
  const { signature } = await loadMojo(path.join(directory, 'models', taskId, 'model.zip'));
  expect(signature.features.map((feature) => feature.name)).toEqual(['kind of thing', 'price [€]']);
});
