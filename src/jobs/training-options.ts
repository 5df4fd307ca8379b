import {
  DEFAULT_TRAINING_OPTIONS,
  type Algorithm,
  type ThresholdOptions,
  type TrainingOptions,
} from '../domain/training-options.js';
import { BadUserInputError } from '../domain/errors.js';
import { readColumnOptions, type RequestedColumn } from './column-options.js';
import { checkRange, MAX_INT } from './ranges.js';
import { readJudging, type RequestedJudging } from './judging-options.js';

/** As a client sends it: what is absent or null is the default, save that a null `maxRows` is all rows. */
export type RequestedOptions = {
  readonly [K in Exclude<keyof TrainingOptions, 'columns' | 'threshold' | keyof RequestedJudging>]?:
    TrainingOptions[K] | null;
} & RequestedJudging & { readonly columns?: readonly RequestedColumn[] | null };

/** Fewer rows than 10 cannot be cross-validated; the upper bounds keep one task from holding the queue for days. */
const RANGES = {
  maxRows: { min: 10, max: MAX_INT },
  maxModels: { min: 1, max: 1000 },
  maxRuntimeSecs: { min: 1, max: 86_400 },
  seed: { min: 0, max: MAX_INT },
} as const;

/**
 * Fills in the defaults and checks what can be checked without the file.
 * @throws {BadUserInputError} naming the field, its value and what is allowed.
 */
export function readTrainingOptions(
  input: RequestedOptions | null | undefined,
  threshold?: ThresholdOptions | null,
): TrainingOptions {
  const standard = DEFAULT_TRAINING_OPTIONS;
  const options: TrainingOptions = {
    ...standard,
    target: input?.target ?? standard.target,
    problemType: input?.problemType ?? standard.problemType,
    maxRows: input?.maxRows === undefined ? standard.maxRows : input.maxRows,
    ignoredColumns: input?.ignoredColumns ?? standard.ignoredColumns,
    includeColumns: input?.includeColumns?.map((name) => name.trim()) ?? standard.includeColumns,
    algorithms: input?.algorithms ?? standard.algorithms,
    escalate: input?.escalate ?? standard.escalate,
    maxModels: input?.maxModels ?? standard.maxModels,
    maxRuntimeSecs: input?.maxRuntimeSecs ?? standard.maxRuntimeSecs,
    seed: input?.seed ?? standard.seed,
    columns: readColumnOptions(input?.columns ?? []),
    ...readJudging(input, input?.algorithms ?? standard.algorithms),
    threshold: threshold ?? standard.threshold,
  };
  checkColumns(options);
  checkAlgorithms(options.algorithms);
  for (const field of Object.keys(RANGES) as (keyof typeof RANGES)[]) {
    const value = options[field];
    const orElse = field === 'maxRows' ? ', or null for all rows' : '';
    if (value !== null) checkRange(`options.${field}`, value, RANGES[field], orElse);
  }
  return options;
}

function checkColumns({ target, ignoredColumns }: TrainingOptions): void {
  if (target === '') refuse('target', target, 'must name a column; leave it out for the last one');
  const repeated = firstRepeated(ignoredColumns);
  if (repeated !== undefined)
    refuse('ignoredColumns', ignoredColumns, `names ${JSON.stringify(repeated)} twice`);
  if (target !== null && ignoredColumns.includes(target)) {
    refuse('ignoredColumns', ignoredColumns, 'must not hold the target');
  }
}

function checkAlgorithms(algorithms: readonly Algorithm[]): void {
  if (algorithms.length === 0) refuse('algorithms', algorithms, 'must name at least one algorithm');
  const repeated = firstRepeated(algorithms);
  if (repeated !== undefined) refuse('algorithms', algorithms, `names ${repeated} twice`);
  if (algorithms.every((algorithm) => algorithm === 'STACKED_ENSEMBLE')) {
    refuse(
      'algorithms',
      algorithms,
      'must name another algorithm: a STACKED_ENSEMBLE combines the models of others',
    );
  }
}

function firstRepeated(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function refuse(field: keyof TrainingOptions, value: unknown, why: string): never {
  throw new BadUserInputError(`options.${field}: ${JSON.stringify(value)} is refused; it ${why}.`, {
    field: `options.${field}`,
    value,
  });
}
