import { createReadStream } from 'node:fs';
import { parseRecords } from '../csv/records/parse-records.js';
import type { ModelSignature } from '../domain/manifest.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { ModelRows } from '../explain/model.js';
import type { Truth } from '../explain/permutation-importance.js';

/** Rows that a model was trained on, as it takes them. */
export interface SampleRows {
  readonly rows: ModelRows;
  readonly truth: Truth;
  /** Of each row: its number in the file, from 0. */
  readonly numbers: Int32Array;
}

export interface RowChoice {
  /** Rows at most. */
  readonly limit: number;
  /** Rows to draw from, by their number in the file, ascending. Default: all. */
  readonly places?: Int32Array | undefined;
}

/**
 * Rows of a task's sample whose target is known, evenly drawn in the order of the file.
 * @throws where the file is gone, or the signal is aborted
 */
export async function readSampleRows(
  sample: TrainingSample,
  signature: ModelSignature,
  { limit, places }: RowChoice,
  signal?: AbortSignal,
): Promise<SampleRows> {
  const step = Math.max(1, Math.ceil((places?.length ?? sample.rowsUsed) / limit));
  const drawn = places && new Set(places.filter((_, index) => index % step === 0));
  const isDrawn = (row: number): boolean => (drawn ? drawn.has(row) : row % step === 0);
  const features = signature.columns.map(({ name, levels }) => cellReader(sample, name, levels));
  const target = cellReader(sample, signature.response.name, signature.response.levels);
  const columns = features.map((): number[] => []);
  const truth: number[] = [];
  const numbers: number[] = [];
  let row = 0;
  for await (const records of parseRecords(createReadStream(sample.file, { signal }), ',')) {
    for (const record of records) {
      const number = row++;
      if (!isDrawn(number)) continue;
      const known = target(record);
      if (Number.isNaN(known)) continue;
      truth.push(known);
      numbers.push(number);
      features.forEach((read, index) => columns[index]?.push(read(record)));
    }
  }
  return {
    rows: { count: truth.length, columns: columns.map((values) => Float64Array.from(values)) },
    truth: signature.response.levels
      ? { labels: Int32Array.from(truth) }
      : { values: Float64Array.from(truth) },
    numbers: Int32Array.from(numbers),
  };
}

/** Those of some rows whose number in the file is wanted. */
export function rowsWhere(
  { rows, truth, numbers }: SampleRows,
  isWanted: (number: number) => boolean,
): SampleRows {
  const kept = Array.from(numbers.keys()).filter((row) => isWanted(numbers[row] as number));
  const values = (of: Float64Array) => Float64Array.from(kept, (row) => of[row] as number);
  return {
    rows: { count: kept.length, columns: rows.columns.map(values) },
    truth: truth.labels
      ? { labels: Int32Array.from(kept, (row) => truth.labels[row] as number) }
      : { values: values(truth.values) },
    numbers: Int32Array.from(kept, (row) => numbers[row] as number),
  };
}

/** The target of each row of a task's sample, in its order: the index of its class or its value; NaN where unknown. */
export function readTargets(
  sample: TrainingSample,
  { response }: Pick<ModelSignature, 'response'>,
  signal?: AbortSignal,
): Promise<Float64Array> {
  return readColumn(sample, response.name, response.levels, signal);
}

/** The weight of each row of a task's sample, in its order. */
export function readWeights(
  sample: TrainingSample,
  column: string,
  signal?: AbortSignal,
): Promise<Float64Array> {
  return readColumn(sample, column, null, signal);
}

async function readColumn(
  sample: TrainingSample,
  name: string,
  levels: readonly string[] | null,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const read = cellReader(sample, name, levels);
  const cells: number[] = [];
  for await (const records of parseRecords(createReadStream(sample.file, { signal }), ',')) {
    for (const record of records) cells.push(read(record));
  }
  return Float64Array.from(cells);
}

/** Cells of the sample are normalised already: a level as it is, a number or a time as a number. */
function cellReader(
  { columns }: TrainingSample,
  name: string,
  levels: readonly string[] | null,
): (record: readonly string[]) => number {
  const place = columns.findIndex((column) => column.name === name);
  const indexes = levels && new Map(levels.map((level, index) => [level, index]));
  return (record) => {
    const cell = record[place];
    if (cell === undefined || cell === '') return NaN;
    return indexes ? (indexes.get(cell) ?? NaN) : Number(cell);
  };
}
