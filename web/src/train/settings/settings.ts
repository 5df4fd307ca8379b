import type { Algorithm, TrainingOptions } from '../../gql/graphql.js';
import { ALGORITHM_NAMES } from '../../format/names.js';

export const ALGORITHMS = Object.keys(ALGORITHM_NAMES) as Algorithm[];
export const KINDS = ['AUTO', 'CLASSIFICATION', 'REGRESSION'] as const;
export type Kind = (typeof KINDS)[number];

/** How a table is to be trained on: what the form shows, and what its address holds. */
export interface Settings {
  /** null: the one that the page suggests. */
  readonly target: string | null;
  readonly kind: Kind;
  /** Columns that the user excluded. */
  readonly excluded: readonly string[];
  /** Columns that are used although the page excludes their like. */
  readonly included: readonly string[];
  /** True: no column is excluded unless the user did it. */
  readonly keepsFlagged: boolean;
  /** `default`: by the size of the table. */
  readonly rows: number | 'all' | 'default';
  readonly algorithms: readonly Algorithm[];
  readonly escalate: boolean;
  readonly maxModels: number;
  readonly maxRuntimeSecs: number;
  readonly seed: number;
}

export const DEFAULTS: Settings = {
  target: null,
  kind: 'AUTO',
  excluded: [],
  included: [],
  keepsFlagged: false,
  rows: 'default',
  algorithms: ['GLM', 'GBM', 'XGBOOST'],
  escalate: true,
  maxModels: 10,
  maxRuntimeSecs: 300,
  seed: 1,
};

/** Rows of the quick run that the page offers. */
export const QUICK_ROWS = 500;
/** A table of up to so many rows is trained on as a whole unless the user wants less. */
export const ALL_ROWS_UP_TO = 50_000;

/** @returns rows to train on at most; null: all. */
export function rowLimit({ rows }: Pick<Settings, 'rows'>, rowsOfTable: number): number | null {
  if (rows === 'all') return null;
  if (rows !== 'default') return rows;
  return rowsOfTable <= ALL_ROWS_UP_TO ? null : ALL_ROWS_UP_TO;
}

/** What the API is asked for. `excluded`: all columns left out, those that the page excludes by itself too. */
export function asTrainingOptions(
  settings: Settings,
  target: string,
  excluded: Iterable<string>,
  rowsOfTable: number,
): TrainingOptions {
  const { kind, algorithms, escalate, maxModels, maxRuntimeSecs, seed } = settings;
  return {
    target,
    problemType: kind,
    ignoredColumns: [...excluded],
    maxRows: rowLimit(settings, rowsOfTable),
    algorithms: [...algorithms],
    escalate,
    maxModels,
    maxRuntimeSecs,
    seed,
  };
}
