import { loadMojo, type MojoModel } from '../../../src/mojo/index.js';
import { challenge } from './challenge.js';
import type { Dataset } from './datasets.js';
import type { EngineColumns, ModelLab } from './lab.js';
import { without, type Table } from './table.js';

/** A data set in the engine: what to train on, and rows to score that challenge the scorer. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  readonly frame: string;
  /** The rows to score, as the engine read them, and their frame. */
  readonly rows: Table;
  readonly rowsFrame: string;
}

export interface ChallengeSize {
  readonly plain: number;
  readonly distorted: number;
  readonly seed?: number;
}

export async function load(lab: ModelLab, dataset: Dataset, size: ChallengeSize): Promise<LoadedDataset> {
  const frame = await lab.upload(dataset.table);
  const features = without(dataset.table, dataset.response, dataset.weights ?? '');
  const rows = challenge(features, size.plain, size.distorted, size.seed);
  const rowsFrame = await lab.upload(rows);
  return { dataset, frame, rowsFrame, rows: asRead(rows, await lab.rows(rowsFrame)) };
}

/** Numbers as the engine read them: its text to double conversion differs from JavaScript's in the last bit. */
export function asRead(table: Table, read: EngineColumns): Table {
  return table.map((column) =>
    column.type === 'CATEGORICAL'
      ? column
      : { ...column, cells: read.get(column.name)!.map((text) => (text === '' ? null : Number(text))) },
  );
}

export async function fetchModel(lab: ModelLab, model: string): Promise<MojoModel> {
  return loadMojo(await lab.mojo(model));
}
