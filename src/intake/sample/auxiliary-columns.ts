import { echo } from '../../domain/echo.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ProblemType } from '../../domain/training-options.js';
import { BadUserInputError } from '../../domain/errors.js';
import { unknownColumn, type SampleRequest } from './sample-request.js';

/**
 * Columns that divide or weigh the rows: in the sample, though maybe no features.
 * @throws {BadUserInputError} for one that is not there, or cannot do what it is named for
 */
export function auxiliaryColumns(
  columns: readonly ColumnProfile[],
  target: string,
  { validation, weightColumn = null, monotone = [] }: SampleRequest,
): ColumnProfile[] {
  const find = (option: string, name: string): ColumnProfile => {
    const header = columns.map((column) => column.name);
    const found = columns.find((column) => column.name === name);
    if (!found) throw refused(option, `the file has no column ${unknownColumn(name, header)}`);
    if (name === target) throw refused(option, `${echo(name)} is the target. Choose another column.`);
    return found;
  };
  for (const { column } of monotone) {
    if (find('monotone', column).type === 'NUMERIC') continue;
    throw refused('monotone', `${echo(column)} is no column of numbers. Leave it out.`);
  }
  const weight = weightColumn === null ? undefined : find('weightColumn', weightColumn);
  if (weight && (weight.type !== 'NUMERIC' || (weight.min ?? 0) < 0 || weight.missing > 0)) {
    throw refused(
      'weightColumn',
      `a weight is a number, 0 or more, in every row; ${echo(weight.name)} holds other values.`,
    );
  }
  const column = validation?.column ?? null;
  const divider = column === null ? undefined : find('validation.column', column);
  if (
    divider &&
    validation?.kind === 'TIME_ORDERED' &&
    divider.type !== 'TIME' &&
    divider.type !== 'NUMERIC'
  ) {
    throw refused(
      'validation.column',
      `TIME_ORDERED needs a column of times or numbers, and ${echo(divider.name)} holds neither.`,
    );
  }
  return [weight, divider].filter((found) => found !== undefined);
}

/** @throws {BadUserInputError} for a metric that the problem does not have; H2O would ignore it without a word */
function requireMetric({ sortMetric = 'AUTO' }: SampleRequest, problemType: ProblemType): void {
  const fits: readonly string[] = {
    BINARY: ['LOGLOSS', 'AUC', 'AUCPR', 'MEAN_PER_CLASS_ERROR', 'RMSE', 'MSE'],
    MULTICLASS: ['LOGLOSS', 'MEAN_PER_CLASS_ERROR', 'RMSE', 'MSE'],
    REGRESSION: ['RMSE', 'MSE', 'MAE', 'RMSLE'],
  }[problemType];
  if (sortMetric === 'AUTO' || fits.includes(sortMetric)) return;
  throw refused(
    'sortMetric',
    `${sortMetric} does not fit a ${problemType}. Choose ${fits.join(', ')} or AUTO.`,
  );
}

/** @throws {BadUserInputError} for options of one kind of problem with another */
export function requireFit(request: SampleRequest, problemType: ProblemType): void {
  requireMetric(request, problemType);
  if (request.balanceClasses === true && problemType === 'REGRESSION') {
    throw refused('balanceClasses', 'a regression has no classes to balance. Leave it out.');
  }
  if ((request.monotone ?? []).length > 0 && problemType === 'MULTICLASS') {
    throw refused('monotone', 'a prediction of three or more classes cannot be kept monotone. Leave it out.');
  }
}

const refused = (option: string, why: string): BadUserInputError =>
  new BadUserInputError(`${option}: ${why}`, { field: `options.${option}` });
