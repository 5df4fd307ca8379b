import { readArchive } from '../../../src/mojo/container/archive.js';
import { loadMojo, type MojoModel } from '../../../src/mojo/index.js';
import { readHeader } from '../../../src/mojo/model/header.js';
import { challenge, type ChallengeSize } from './challenge.js';
import { compare, type Difference } from './compare.js';
import { compareContributions, explain, type ContributionDifference } from './contributions.js';
import type { Dataset } from './datasets.js';
import { inverseLinkOf, withBalance } from './inverse-link.js';
import type { EngineColumns, ModelLab, Parameters } from './lab.js';
import { without, type Table } from './table.js';

/** A data set in the engine: what to train on, and rows to score that challenge the scorer. */
export interface LoadedDataset {
  readonly dataset: Dataset;
  readonly frame: string;
  /** The rows to score, as the engine read them, and their frame. */
  readonly rows: Table;
  readonly rowsFrame: string;
  /**
   * The same rows, with a missing value for every level that training never saw. The engine says of both alike what it
   * predicts, but for some of a GLM, and but for contributions: where a threshold splits a column with such a level, it
   * explains by another path than it predicts by.
   */
  readonly unseenMissingFrame: string;
}

export async function load(lab: ModelLab, dataset: Dataset, size: ChallengeSize): Promise<LoadedDataset> {
  const frame = await lab.upload(dataset.table);
  const features = without(dataset.table, dataset.response, dataset.weights ?? '');
  const rows = challenge(features, size);
  const rowsFrame = await lab.upload(rows);
  const unseenMissingFrame = await lab.upload(unseenAsMissing(rows, dataset.table));
  return { dataset, frame, rowsFrame, unseenMissingFrame, rows: asRead(rows, await lab.rows(rowsFrame)) };
}

export function unseenAsMissing(rows: Table, training: Table): Table {
  return rows.map((column) => {
    if (column.type !== 'CATEGORICAL') return column;
    const levels = new Set(training.find(({ name }) => name === column.name)?.cells);
    return { ...column, cells: column.cells.map((cell) => (levels.has(cell) ? cell : null)) };
  });
}

/** Numbers as the engine read them: its text to double conversion differs from JavaScript's in the last bit. */
export function asRead(table: Table, read: EngineColumns): Table {
  return table.map((column) =>
    column.type === 'CATEGORICAL'
      ? column
      : { ...column, cells: read.get(column.name)!.map((text) => (text === '' ? null : Number(text))) },
  );
}

export interface ModelDifference {
  readonly model: MojoModel;
  readonly scores: Difference;
  /** null: models of this kind have none. */
  readonly contributions: ContributionDifference | null;
}

/**
 * What the MOJO of the engine's model says of the rows, beside what the engine says.
 *
 * @param parameters those that the model was trained with, where they decide its link.
 */
export async function examine(
  lab: ModelLab,
  id: string,
  loaded: LoadedDataset,
  parameters: Parameters = {},
): Promise<ModelDifference> {
  const { rows, rowsFrame, unseenMissingFrame, dataset } = loaded;
  const mojo = await lab.mojo(id);
  const model = await loadMojo(mojo);
  const predictions = await lab.predict(id, unseenMissingFrame);
  const scores = compare(model, rows, {
    given: await lab.predict(id, rowsFrame),
    unseenMissing: predictions,
  });
  const ours = explain(model, rows);
  if (ours === null) return { model, scores, contributions: null };
  const { algorithm } = model.signature;
  // Of DART, the engine's leave out the weights of the trees: they are not of its predictions.
  // It refuses those of a forest with trees for both classes.
  const hasNone =
    algorithm === 'glm' || parameters['booster'] === 'dart' || parameters['binomial_double_trees'] === true;
  const contributions = hasNone ? null : await lab.contributions(id, unseenMissingFrame);
  const { balance } = readHeader(await readArchive(mojo));
  const inverseLink = withBalance(inverseLinkOf(algorithm, dataset.kind, parameters), balance);
  return {
    model,
    scores,
    contributions: compareContributions(model, ours, rows, { predictions, contributions, inverseLink }),
  };
}
