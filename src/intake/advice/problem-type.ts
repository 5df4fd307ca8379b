import { echo } from '../../domain/echo.js';
import { BadUserInputError, InvalidCsvError } from '../../domain/errors.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { Finding, FindingCode } from '../../domain/finding.js';
import type { ProblemType, ProblemTypeChoice } from '../../domain/training-options.js';
import { cellWriter } from '../../csv/cells/cell-writer.js';

/** The engine's own limit for a response (`max_classes` of a classification). */
export const MAX_CLASSES = 1000;

/** Fewer cannot be split into folds that say anything. */
export const FEWEST_ROWS = 10;

/** Whole numbers with more distinct values than this are an amount, not a class. */
const MOST_WHOLE_NUMBER_CLASSES = 10;

/**
 * What there is to predict.
 * @param findings on the table; those on the target say why a text is none
 * @param classes how many distinct labels the target has; null for more than {@link MAX_CLASSES}
 * @throws {InvalidCsvError} for a target with fewer than two values
 * @throws {BadUserInputError} for a target that no model can be trained for in the way that was asked for
 */
export function decideProblemType(
  choice: ProblemTypeChoice,
  target: ColumnProfile,
  classes: number | null,
  findings: readonly Finding[] = [],
): ProblemType {
  const name = echo(target.name);
  if (classes !== null && classes < 2) {
    const what = classes === 0 ? 'is empty' : `is ${echo(target.examples[0] ?? '')}`;
    throw new InvalidCsvError(
      `The target ${name} ${what} in every row, so there is nothing to learn. Choose another column.`,
      { column: target.name },
    );
  }
  if (target.type === 'TIME') {
    throw new BadUserInputError(
      `The target ${name} holds dates, which cannot be predicted. Predict a number, such as the days since a date.`,
    );
  }
  if (choice === 'REGRESSION' && target.type !== 'NUMERIC') {
    throw new BadUserInputError(
      `A regression needs a target of numbers, and ${name} holds text such as ${echo(target.examples[0] ?? '')}. ` +
        'Choose CLASSIFICATION or another target.',
    );
  }
  if (choice === 'AUTO' && target.type === 'TEXT') throw tooManyTexts(target, findings);
  const isAmount = choice === 'REGRESSION' || (choice === 'AUTO' && !areWholeClasses(target, classes));
  if (target.type === 'NUMERIC' && isAmount) return 'REGRESSION';
  if (classes === null) {
    throw new BadUserInputError(
      `The target ${name} has more than ${MAX_CLASSES} classes, which is more than the engine takes. ` +
        'Choose another column, or put rare classes together.',
    );
  }
  return classes === 2 ? 'BINARY' : 'MULTICLASS';
}

/** A profile's examples are all of its values where these are so few. Numbers with a unit are amounts. */
function areWholeClasses(target: ColumnProfile, classes: number | null): boolean {
  const write = cellWriter(target);
  return (
    classes !== null &&
    !(target.format?.kind === 'number' && target.format.unit !== null) &&
    classes <= MOST_WHOLE_NUMBER_CLASSES &&
    target.examples.every((example) => Number.isInteger(Number(write(example))))
  );
}

/** @throws {InvalidCsvError} for fewer rows with a target than {@link FEWEST_ROWS} */
export function requireRows(target: string, rowsWithTarget: number): void {
  if (rowsWithTarget >= FEWEST_ROWS) return;
  throw new InvalidCsvError(
    `Only ${rowsWithTarget} rows have a value in the target ${echo(target)}; at least ${FEWEST_ROWS} are needed.`,
    { column: target },
  );
}

/** Characters of a class label, at most: it becomes a column of every result. */
const MAX_LABEL_LENGTH = 256;

/** @throws {InvalidCsvError} where a class would have a label longer than {@link MAX_LABEL_LENGTH} */
export function requireLabels(target: string, longest: number): void {
  if (longest <= MAX_LABEL_LENGTH) return;
  throw new InvalidCsvError(
    `The target ${echo(target)} holds a text of ${longest} characters; a class label has ${MAX_LABEL_LENGTH} at most. ` +
      'Choose another column, or shorten the labels.',
    { column: target },
  );
}

/** Findings which say what a text is that is none. */
const TELLING: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'MIXED_COLUMN',
  'MIXED_UNITS',
  'LABELS_TOGETHER',
  'NESTED_VALUES',
  'NUMBERS_TOGETHER',
]);

/** A mix of numbers and text, or names of rows, are not called free text. */
function tooManyTexts({ name, distinct }: ColumnProfile, findings: readonly Finding[]): BadUserInputError {
  const found = findings.filter(({ column }) => column === name);
  const mixed = found.find(({ code }) => TELLING.has(code));
  if (mixed) {
    return new BadUserInputError(`The target ${echo(name)} cannot be predicted as it is: ${mixed.message}`);
  }
  const what = found.some(({ code }) => code === 'IDENTIFIER') ? 'names the rows' : 'is text';
  return new BadUserInputError(
    `The target ${echo(name)} ${what}: ${distinct} different values. Choose another column with \`target\`, ` +
      'or ask for a CLASSIFICATION if these are classes.',
  );
}
