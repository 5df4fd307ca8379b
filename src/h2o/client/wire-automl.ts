import { z } from 'zod';
import { absent, finite, keyName, table, type Table } from './wire.js';

export interface LeaderboardRow {
  readonly modelId: string;
  /** By H2O's names: auc, logloss, aucpr, mean_per_class_error, rmse, mse, mae, rmsle, mean_residual_deviance. */
  readonly metrics: Readonly<Record<string, number | null>>;
  /** `GBM`, `XGBoost`, ...; null unless the extension `algo` was asked for. */
  readonly algo: string | null;
}

const NOT_METRICS = new Set(['', 'model_id', 'algo']);

/** Best first. Cross-validated values where there are folds. */
function rows(leaderboard: Table): readonly LeaderboardRow[] {
  return Array.from({ length: leaderboard.rowCount }, (_, row) => {
    const cell = (name: string) => leaderboard.cells[leaderboard.columns.indexOf(name)]?.[row] ?? null;
    const algo = cell('algo');
    return {
      modelId: String(cell('model_id')),
      metrics: Object.fromEntries(
        leaderboard.columns
          .filter((name) => !NOT_METRICS.has(name))
          .map((name) => {
            const value = cell(name);
            return [name, typeof value === 'number' ? value : null];
          }),
      ),
      algo: typeof algo === 'string' ? algo : null,
    };
  });
}

export const Leaderboard = z
  .object({ sort_metric: z.string().nullish(), table: table.nullish() })
  .transform((leaderboard) => ({
    sortMetric: leaderboard.sort_metric ?? null,
    rows: leaderboard.table ? rows(leaderboard.table) : [],
  }));
export type Leaderboard = z.output<typeof Leaderboard>;

const AutoMLEvent = z.object({
  /** Epoch milliseconds. */
  timestamp: z.number(),
  level: z.string(),
  stage: z.string().nullish(),
  message: z.string(),
});
export type AutoMLEvent = z.output<typeof AutoMLEvent>;

/** `/99/AutoML/{id}`; can be read while it runs. */
export const AutoML = z
  .object({
    automl_id: keyName,
    project_name: absent(z.string()),
    leaderboard: Leaderboard.nullish(),
    event_log: z.object({ events: z.array(AutoMLEvent) }).nullish(),
  })
  .transform((run) => ({
    id: run.automl_id,
    /** null where the engine has no such run: it answers all the same. */
    project: run.project_name,
    leaderboard: run.leaderboard ?? { sortMetric: null, rows: [] },
    /** Of the last run into the project only. */
    events: run.event_log?.events ?? [],
  }));
export type AutoML = z.output<typeof AutoML>;

export const AutoMLStarted = z
  .object({ job: z.object({ key: keyName, dest: keyName }) })
  .transform(({ job }) => ({ automlId: job.dest, jobKey: job.key }));

export const FrameSummary = z
  .object({
    frames: z.tuple([
      z.object({
        rows: z.number(),
        columns: z.array(
          z.object({
            label: z.string(),
            type: z.string(),
            missing_count: z.number(),
            mins: z.array(finite),
            maxs: z.array(finite),
            mean: finite,
            domain: z.array(z.string()).nullish(),
            histogram_bins: z.array(z.number()).nullish(),
            histogram_stride: finite,
          }),
        ),
      }),
    ]),
  })
  .transform(({ frames: [frame] }) => ({
    rows: frame.rows,
    columns: frame.columns.map((column) => ({
      name: column.label,
      /** `int`, `real`, `enum`, `time`, `string`, `uuid`. */
      type: column.type,
      missing: column.missing_count,
      min: column.mins[0] ?? null,
      max: column.maxs[0] ?? null,
      mean: column.mean,
      levels: column.domain ?? null,
      /** Of an `enum`: rows by level; null where it has more levels than bins. */
      levelRows: levelRows(column.domain ?? [], column.histogram_bins ?? [], column.histogram_stride ?? 1),
      /** Of an `enum`; of one with more levels than bins, only near it. null: all values are missing. */
      commonest: commonest(column.domain ?? [], column.histogram_bins ?? [], column.histogram_stride ?? 1),
    })),
  }));
export type FrameSummary = z.output<typeof FrameSummary>;
export type FrameColumn = FrameSummary['columns'][number];

function levelRows(
  levels: readonly string[],
  bins: readonly number[],
  stride: number,
): readonly number[] | null {
  return levels.length > 0 && stride === 1 && bins.length === levels.length ? bins : null;
}

/** A level's number is its index in the domain; a bin counts the `stride` levels from its own index on. */
function commonest(levels: readonly string[], bins: readonly number[], stride: number): string | null {
  const most = bins.reduce((largest, count) => Math.max(largest, count), 0);
  return most > 0 ? (levels[Math.floor(bins.indexOf(most) * stride)] ?? null) : null;
}
