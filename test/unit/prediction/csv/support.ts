import { Readable } from 'node:stream';
import type { ModelSignature, SignatureColumn } from '../../../../src/domain/manifest.js';
import { TrainyardError } from '../../../../src/domain/errors.js';
import { openText, type OpenText } from '../../../../src/csv/open-records.js';
import { openRecords } from '../../../support/open-records.js';
import { tableOf } from '../../../../src/csv/bytes/field-table.js';
import { PartScorer, type ScoringTask } from '../../../../src/prediction/csv/part-scorer.js';
import { TableEncoder } from '../../../../src/prediction/csv/table-encoder.js';
import {
  TableScoring,
  type ScoringThreadsOfTable,
  type TableModel,
  type TableScoringOptions,
} from '../../../../src/prediction/csv/table-scoring.js';
import { locateColumns } from '../../../../src/prediction/input-columns.js';
import { InputFaults } from '../../../../src/prediction/input-faults.js';
import type { JsonRow, PredictionWarning } from '../../../../src/prediction/prediction-service.js';
import { plainResults, ResultRows } from '../../../../src/prediction/result-rows.js';
import type { EncodedRows, Scorer, Scores } from '../../../../src/prediction/scorer.js';
import { BlockScorer } from '../../../../src/prediction/workers/score-block.js';

export const column = (
  name: string,
  type: SignatureColumn['type'],
  levels: string[] | null = null,
): SignatureColumn => ({ name, type, levels, min: null, max: null, typical: null });

/** The labels of this model are its columns, and a label's probability is what was read of that column. */
export function mirrorSignature(columns: readonly SignatureColumn[]): ModelSignature {
  const levels = columns.map(({ name }) => `read "${name}"`);
  return { problemType: 'MULTICLASS', response: { name: 'class', levels }, columns };
}

function mirror({ count, columns }: EncodedRows): Scores {
  const values = columns.map((cells) => cells.slice(0, count));
  // None where the first column is missing.
  const labels = Int32Array.from(values[0] ?? [], (value) =>
    Number.isNaN(value) ? -1 : Math.abs(Math.trunc(value)) % columns.length,
  );
  return { count, labels, values };
}

const MIRROR: Scorer = {
  batchRows: 1,
  inProcess: true,
  bytes: 0,
  score: mirror,
  explain: (rows) =>
    Promise.resolve(
      Array.from({ length: rows.count }, () => ({
        unit: 'VALUE' as const,
        bias: 1,
        columns: [],
        classes: null,
      })),
    ),
};

export interface Outcome {
  readonly csv?: string;
  readonly rowCount?: number;
  readonly rows?: readonly JsonRow[];
  readonly warnings?: readonly PredictionWarning[];
  /** Of a refused file; what was written of its results before is of no interest. */
  readonly error?: { readonly code: unknown; readonly message: string; readonly details: unknown };
}

export interface Input {
  readonly signature: ModelSignature;
  readonly chunks: readonly Uint8Array[];
  readonly limit?: number;
}

const MAX_BYTES = 1 << 30;

const optionsOf = ({ signature }: Input) => ({
  maxBytes: MAX_BYTES,
  knownNames: signature.columns.map(({ name }) => name),
});

const sourceOf = ({ chunks }: Input) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

/** What the reader says that parses every cell into text. */
export function bySlowReader(input: Input): Promise<Outcome> {
  const { signature, limit = 5 } = input;
  return outcomeOf(async () => {
    const table = await openRecords(sourceOf(input), optionsOf(input));
    const shape = new ResultRows(signature.response);
    const faults = new InputFaults(signature.columns.length);
    const places = locateColumns(signature, table.header);
    const encoder = new TableEncoder(signature, { places, commaSeparated: table.delimiter === ',' });
    const rows: JsonRow[] = [];
    let csv = shape.csvHeader();
    let rowCount = 0;
    for await (const records of table.records) {
      const scores = mirror(encoder.encode(tableOf(records, table.header.length), faults));
      const results = plainResults(scores);
      for (let row = 0; row < scores.count && rows.length < limit; row++) rows.push(shape.json(results, row));
      rowCount += scores.count;
      csv += shape.csv(results);
    }
    return { csv, rowCount, rows, warnings: faults.warnings(signature, rowCount) };
  });
}

export interface FastOptions extends Omit<TableScoringOptions, 'limit'> {
  readonly parallel?: TableModel['threads'];
  /** Have the text come in pieces of this many bytes. Default: as it comes. */
  readonly pieceBytes?: number;
}

/** What the reader says that works on bytes. */
export function byFastReader(
  input: Input,
  { parallel = null, pieceBytes, ...options }: FastOptions = {},
): Promise<Outcome> {
  const { signature, limit = 5 } = input;
  return outcomeOf(async () => {
    const text: OpenText = await openText(sourceOf(input), optionsOf(input));
    try {
      const model = { signature, scorer: MIRROR, threads: parallel };
      const scoring = new TableScoring(inPieces(text, pieceBytes), model, { limit, ...options });
      const parts: Buffer[] = [];
      for await (const part of scoring.csv()) parts.push(Buffer.from(part as string));
      const { rows, rowCount, faults } = scoring;
      const warnings = faults.warnings(signature, rowCount);
      return { csv: Buffer.concat(parts).toString(), rowCount, rows, warnings };
    } finally {
      await text.close();
    }
  });
}

function inPieces(table: OpenText, size: number | undefined): OpenText {
  if (size === undefined) return table;
  async function* pieces() {
    for await (const chunk of table.text) {
      for (let start = 0; start < chunk.length; start += size!) yield chunk.subarray(start, start + size!);
    }
  }
  return { ...table, text: pieces() };
}

/** Scores blocks as threads do: several at a time, ending in any order, sent as copies. */
export function asThreads(signature: ModelSignature) {
  return (task: ScoringTask): ScoringThreadsOfTable => {
    const own = structuredClone(task);
    const parts = new PartScorer(signature, MIRROR, own);
    const scorer = new BlockScorer(signature.columns.length, parts, own);
    let last = Promise.resolve();
    let count = 0;
    return {
      ahead: 3,
      score: async (block, jsonRows) => {
        const sent = structuredClone(block);
        for (let turns = count++ % 3; turns > 0; turns--)
          await new Promise((resolve) => setImmediate(resolve));
        // A thread scores one block after the other.
        const scored = last.then(() => scorer.score(sent, jsonRows));
        last = scored.then(() => undefined);
        return structuredClone(await scored);
      },
    };
  };
}

async function outcomeOf(score: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await score();
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    const { code, message, details } = error;
    return { error: { code, message, details } };
  }
}
