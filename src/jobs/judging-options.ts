import {
  ValidationOptions,
  type Algorithm,
  type MonotoneConstraint,
  type SortMetric,
  type TrainingOptions,
} from '../domain/training-options.js';
import { BadUserInputError } from '../domain/errors.js';

type RequestedValidation = { readonly [K in keyof ValidationOptions]?: ValidationOptions[K] | null };

/** As a client sends it: what is absent or null is the default. */
export interface RequestedJudging {
  readonly validation?: RequestedValidation | null;
  readonly sortMetric?: SortMetric | null;
  readonly weightColumn?: string | null;
  readonly balanceClasses?: boolean | null;
  readonly monotone?: readonly MonotoneConstraint[] | null;
}

type Judging = Pick<
  TrainingOptions,
  'validation' | 'sortMetric' | 'weightColumn' | 'balanceClasses' | 'monotone'
>;

const MOST_FOLDS = 20;
const MONOTONE_ALGORITHMS: readonly Algorithm[] = ['GBM', 'XGBOOST'];

/** What a model is judged by. @throws {BadUserInputError} for what contradicts itself, or the algorithms */
export function readJudging(
  input: RequestedJudging | null | undefined,
  algorithms: readonly Algorithm[],
): Judging {
  const monotone = input?.monotone ?? [];
  if (monotone.length > 0 && !algorithms.some((algorithm) => MONOTONE_ALGORITHMS.includes(algorithm))) {
    throw refused('monotone', 'only GBM and XGBOOST can be kept monotone. Add one of them to algorithms.');
  }
  const names = monotone.map(({ column }) => column.trim());
  if (new Set(names).size < names.length) throw refused('monotone', 'each column is named once.');
  return {
    validation: readValidation(input?.validation),
    sortMetric: input?.sortMetric ?? 'AUTO',
    weightColumn: input?.weightColumn?.trim() ?? null,
    balanceClasses: input?.balanceClasses ?? false,
    monotone: monotone.map(({ column, direction }) => ({ column: column.trim(), direction })),
  };
}

function readValidation(input: RequestedValidation | null | undefined): ValidationOptions {
  const validation = ValidationOptions.parse({
    kind: input?.kind ?? undefined,
    column: input?.column?.trim() ?? null,
    folds: input?.folds ?? null,
    testFraction: input?.testFraction ?? undefined,
  });
  const { kind, column, folds, testFraction } = validation;
  if ((kind === 'RANDOM') !== (column === null)) {
    throw refused('validation.column', 'give it with GROUPED or TIME_ORDERED, and only with these.');
  }
  if (folds !== null && (folds < 2 || folds > MOST_FOLDS)) {
    throw refused('validation.folds', `it must be 2 to ${MOST_FOLDS}.`);
  }
  if (folds !== null && kind === 'TIME_ORDERED') {
    throw refused('validation.folds', 'TIME_ORDERED has none: the newest fifth of the rows judges.');
  }
  if (!(testFraction >= 0 && testFraction <= 0.5)) {
    throw refused('validation.testFraction', 'it must be 0 to 0.5.');
  }
  return validation;
}

const refused = (field: string, why: string): BadUserInputError =>
  new BadUserInputError(`options.${field}: ${why}`, { field: `options.${field}` });
