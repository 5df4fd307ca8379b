import { BadUserInputError, InvalidCsvError } from '../errors.js';
import type { ColumnProfile } from '../domain/column-profile.js';
import type { ProblemType, ProblemTypeChoice } from '../domain/training-options.js';
import { MAX_CLASSES } from './target-sampler.js';

/** Whole numbers with more distinct values than this are an amount, not a class. */
const MOST_WHOLE_NUMBER_CLASSES = 10;

/**
 * What there is to predict.
 * @param labels the target's distinct values as class labels; null for more than {@link MAX_CLASSES}
 * @throws {InvalidCsvError} for a target with fewer than two values
 * @throws {BadUserInputError} for a target that no model can be trained for in the way that was asked for
 */
export function decideProblemType(
  choice: ProblemTypeChoice,
  target: ColumnProfile,
  labels: readonly string[] | null,
): ProblemType {
  const name = JSON.stringify(target.name);
  if (labels !== null && labels.length < 2) {
    const what =
      labels[0] === undefined ? 'is empty in every row' : `is ${JSON.stringify(labels[0])} in every row`;
    throw new InvalidCsvError(
      `The target ${name} ${what}, so there is nothing to learn. Choose another column.`,
      {
        column: target.name,
      },
    );
  }
  if (target.type === 'TIME') {
    throw new BadUserInputError(
      `The target ${name} holds dates, which cannot be predicted. Predict a number, such as the days since a date.`,
    );
  }
  if (choice === 'REGRESSION' && target.type !== 'NUMERIC') {
    throw new BadUserInputError(
      `A regression needs a target of numbers, and ${name} holds text such as ${JSON.stringify(target.examples[0])}. ` +
        'Choose CLASSIFICATION or another target.',
    );
  }
  if (choice === 'AUTO' && target.type === 'TEXT') {
    throw new BadUserInputError(
      `The target ${name} is free text: ${target.distinct} different values. Choose another column with \`target\`, ` +
        'or ask for a CLASSIFICATION if these are classes.',
    );
  }
  if (
    target.type === 'NUMERIC' &&
    (choice === 'REGRESSION' || (choice === 'AUTO' && !areWholeClasses(labels)))
  ) {
    return 'REGRESSION';
  }
  if (labels === null) {
    throw new BadUserInputError(
      `The target ${name} has more than ${MAX_CLASSES} classes, which is more than the engine takes. ` +
        'Choose another column, or put rare classes together.',
    );
  }
  return labels.length === 2 ? 'BINARY' : 'MULTICLASS';
}

const areWholeClasses = (labels: readonly string[] | null): boolean =>
  labels !== null &&
  labels.length <= MOST_WHOLE_NUMBER_CLASSES &&
  labels.every((label) => Number.isInteger(Number(label)));
