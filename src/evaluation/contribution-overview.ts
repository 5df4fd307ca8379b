import { z } from 'zod';
import { list, record } from '../domain/record.js';
import { summarizeContributions } from '../explain/contribution-summary.js';
import { MojoScorer } from '../prediction/mojo-scorer.js';
import type { RowContributions } from '../prediction/scorer.js';
import type { SavedModel } from '../prediction/service/saved-models.js';
import { explainedColumns } from './explained-columns.js';
import type { JudgedTask, TaskRows } from './task-rows.js';

/** What each column does to the raw scores of rows of the sample. */
export const ContributionOverview = record({
  unit: z.enum(['LOG_ODDS', 'PROBABILITY', 'VALUE', 'LOG_VALUE']),
  /** How many were explained. */
  rows: z.number(),
  /** Largest first. */
  columns: list(record({ column: z.string(), size: z.number(), direction: z.number().nullable() })),
});
export type ContributionOverview = Readonly<z.output<typeof ContributionOverview>>;

/** Sizes are steady with so many, and a deep forest takes some 0.1 s for each. */
const MOST_ROWS = 200;
/** Sampling asks the model hundreds of times for each column of a row. */
const MOST_SAMPLED_CELLS = 2000;
const FEWEST_ROWS = 10;
const SAMPLED: ReadonlySet<string> = new Set(['DEEP_LEARNING', 'STACKED_ENSEMBLE']);

export interface OverviewParts {
  readonly modelOf: (taskId: string) => Promise<SavedModel>;
  readonly rows: TaskRows;
}

/**
 * Size and direction of the contributions of each column over rows of the sample; of several classes the mean size, and
 * no direction, since each class has its own.
 * @returns null where the model cannot be scored in this process
 */
export async function contributionOverview(
  { modelOf, rows: taskRows }: OverviewParts,
  task: JudgedTask,
  signal: AbortSignal,
): Promise<ContributionOverview | null> {
  const { manifest, scorer } = await modelOf(task.id);
  if (!(scorer instanceof MojoScorer)) return null;
  const columns = explainedColumns(manifest.signature);
  const limit = SAMPLED.has(manifest.algorithm)
    ? Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_SAMPLED_CELLS / columns.length)))
    : MOST_ROWS;
  const { rows } = await taskRows.sample(task, manifest.signature, limit, signal);
  const explained = await scorer.explain(rows, columns.length, signal);
  const [first] = explained;
  if (first === undefined) return null;
  const classes = first.classes?.map((_, index) => index) ?? [null];
  const summaries = classes.map((label) => {
    const byColumn = contributionsByColumn(explained, label);
    return summarizeContributions(
      columns.map(({ name, type, features }) => ({
        column: name,
        isNumber: type !== 'CATEGORICAL' && label === null,
        values: rows.columns[features[0] as number] ?? new Float64Array(rows.count),
        contributions: byColumn.get(name) ?? new Float64Array(rows.count).fill(NaN),
      })),
    );
  });
  const [only = []] = summaries;
  const found = only.map(({ column, direction }) => {
    const sizes = summaries.map((summary) => summary.find((entry) => entry.column === column)?.size ?? 0);
    return { column, direction, size: sizes.reduce((sum, size) => sum + size, 0) / sizes.length };
  });
  return {
    unit: first.unit,
    rows: rows.count,
    columns: found.sort((a, b) => b.size - a.size),
  };
}

/** @param label index of the class; null: the only output */
function contributionsByColumn(
  explained: readonly RowContributions[],
  label: number | null,
): Map<string, Float64Array> {
  const found = new Map<string, Float64Array>();
  explained.forEach((row, index) => {
    const { columns } = (label === null ? null : row.classes?.[label]) ?? row;
    for (const { column, contribution } of columns) {
      const values = found.get(column) ?? new Float64Array(explained.length).fill(NaN);
      values[index] = contribution;
      found.set(column, values);
    }
  });
  return found;
}
