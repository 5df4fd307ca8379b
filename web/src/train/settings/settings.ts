import type {
  Algorithm,
  ColumnType,
  SortMetric,
  ThresholdCriterion,
  TrainingOptions,
  ValidationKind,
} from '../../gql/graphql.js';
import { ALGORITHM_NAMES } from '../../format/names.js';

export const ALGORITHMS = Object.keys(ALGORITHM_NAMES) as Algorithm[];
export const KINDS = ['AUTO', 'CLASSIFICATION', 'REGRESSION'] as const;
export type Kind = (typeof KINDS)[number];

/** How the owner of a column wants it to be read; null: as detected. */
export interface ColumnChoice {
  readonly name: string;
  readonly type: ColumnType | null;
  readonly timeFormat: string | null;
  /** Takes spellings of a label as one. */
  readonly merges: boolean;
}

/** Which rows the models are judged on. */
export interface Validation {
  readonly kind: ValidationKind;
  /** What groups or orders the rows; null for RANDOM, or not chosen yet. */
  readonly column: string | null;
  /** null: by the number of rows. */
  readonly folds: number | null;
  /** Share of the rows, 0 to 0.5, that no model learns from. */
  readonly testFraction: number;
}

/** How the threshold of two classes is chosen. */
export interface Threshold {
  readonly criterion: ThresholdCriterion;
  /** Of COST. */
  readonly falsePositiveCost: number;
  readonly falseNegativeCost: number;
  /** Of VALUE. */
  readonly value: number | null;
}

/** How a table is to be trained on: what the form shows, and what its address holds. */
export interface Settings {
  /** null: the one that the page suggests. */
  readonly target: string | null;
  readonly kind: Kind;
  /** Columns that the user excluded. */
  readonly excluded: readonly string[];
  /** Columns that are used although the page excludes their like. */
  readonly included: readonly string[];
  /** True: nothing is excluded but by the user, and by the training itself. */
  readonly keepsFlagged: boolean;
  readonly columns: readonly ColumnChoice[];
  /** `default`: by the size of the table. */
  readonly rows: number | 'all' | 'default';
  readonly algorithms: readonly Algorithm[];
  readonly escalate: boolean;
  readonly maxModels: number;
  readonly maxRuntimeSecs: number;
  readonly seed: number;
  readonly validation: Validation;
  readonly sortMetric: SortMetric;
  readonly threshold: Threshold;
  readonly weightColumn: string | null;
  readonly balanceClasses: boolean;
  /** Columns with which the prediction must not fall. */
  readonly rises: readonly string[];
  /** Columns with which the prediction must not rise. */
  readonly falls: readonly string[];
}

export const DEFAULTS: Settings = {
  target: null,
  kind: 'AUTO',
  excluded: [],
  included: [],
  keepsFlagged: false,
  columns: [],
  rows: 'default',
  algorithms: ['GLM', 'GBM', 'XGBOOST'],
  escalate: true,
  maxModels: 10,
  maxRuntimeSecs: 300,
  seed: 1,
  validation: { kind: 'RANDOM', column: null, folds: null, testFraction: 0 },
  sortMetric: 'AUTO',
  threshold: { criterion: 'AUTO', falsePositiveCost: 1, falseNegativeCost: 1, value: null },
  weightColumn: null,
  balanceClasses: false,
  rises: [],
  falls: [],
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

export interface UsedColumns {
  /** All columns left out, those that the page excludes by itself too. */
  readonly ignored: Iterable<string>;
  /** Columns used that training leaves out by itself. */
  readonly included: Iterable<string>;
}

/** What the API is asked for. */
export function asTrainingOptions(
  settings: Settings,
  target: string,
  { ignored, included }: UsedColumns,
  rowsOfTable: number,
): TrainingOptions {
  const { kind, algorithms, escalate, maxModels, maxRuntimeSecs, seed, columns, rises, falls } = settings;
  const { validation, sortMetric, threshold, weightColumn, balanceClasses } = settings;
  return {
    target,
    problemType: kind,
    ignoredColumns: [...ignored],
    includeColumns: [...included],
    maxRows: rowLimit(settings, rowsOfTable),
    algorithms: [...algorithms],
    columns: columns.map(({ merges, ...column }) => ({ ...column, mergeVariants: merges })),
    ...{ escalate, maxModels, maxRuntimeSecs, seed, sortMetric, weightColumn, balanceClasses },
    validation: { ...validation, column: validation.kind === 'RANDOM' ? null : validation.column },
    threshold: { ...threshold, value: threshold.criterion === 'VALUE' ? threshold.value : null },
    monotone: [
      ...rises.map((column) => ({ column, direction: 'INCREASING' as const })),
      ...falls.map((column) => ({ column, direction: 'DECREASING' as const })),
    ],
  };
}
