import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ProblemType, ProblemTypeChoice } from '../../domain/training-options.js';
import { TrainyardError } from '../../domain/errors.js';
import { cellWriter } from '../../csv/cells/cell-writer.js';
import { leakOf, type WrittenProfile } from './leaks.js';
import { decideProblemType, MAX_CLASSES, requireRows } from './problem-type.js';

/** Enough to tell a leak from a strong feature, and read in some tens of milliseconds. */
const MOST_ROWS = 5000;
const MOST_CELLS = 1_000_000;

/** How many of a table's first rows {@link adviseOnTarget} wants: fewer of a wide table. */
export const adviceRows = (columns: number): number =>
  Math.max(100, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns)));

export type ColumnConcern = 'CONSTANT' | 'IDENTIFIER' | 'LEAK' | 'TEXT';

export interface ColumnAdvice {
  readonly column: string;
  readonly concern: ColumnConcern;
  readonly message: string;
  /** Of a LEAK: a copy of the target, not to be trained on. */
  readonly isCopy?: boolean;
}

export interface TargetAdvice {
  /** null where the column cannot be predicted in the way that was asked for; `problem` then says why. */
  readonly problemType: ProblemType | null;
  readonly reason: string;
  readonly problem: string | null;
  readonly columns: readonly ColumnAdvice[];
}

/** `id`, `row_no`, `customerId`: the last word of the name. */
const ID_NAME = /(?:^|[_\s.-])(?:id|uuid|guid|key|index|idx|nr|no)$/i;
const ID_SUFFIX = /[a-z](?:Id|ID|Key|Nr|No)$/;

/**
 * What to know before a target is trained for.
 * @param rows the first rows of the table as text, null where missing; see {@link adviceRows}
 */
export function adviseOnTarget(
  columns: readonly ColumnProfile[],
  rows: readonly (readonly (string | null)[])[],
  target: string,
  choice: ProblemTypeChoice,
): TargetAdvice {
  const profile = columns.find(({ name }) => name === target);
  if (!profile) return unpredictable(`There is no column ${JSON.stringify(target)}.`);
  const cellsOf = (column: ColumnProfile): readonly string[] => {
    const index = columns.indexOf(column);
    const write = cellWriter(column);
    return rows.map((row) => write(row[index] ?? ''));
  };
  try {
    const problemType = decideProblemType(choice, profile, classesOf(profile));
    requireRows(target, rowsKnownOf(profile));
    const answer = { profile, cells: cellsOf(profile) };
    const advice = columns.flatMap((column) =>
      column === profile
        ? []
        : adviseOnColumn({ profile: column, cells: cellsOf(column) }, answer, problemType),
    );
    return { problemType, reason: reasonFor(problemType, choice, profile), problem: null, columns: advice };
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    return unpredictable(error.message);
  }
}

const unpredictable = (problem: string): TargetAdvice => ({
  problemType: null,
  reason: '',
  problem,
  columns: [],
});

const classesOf = ({ distinct }: ColumnProfile): number | null => (distinct > MAX_CLASSES ? null : distinct);

/** Of a column with few values all its rows, from the profile; else those of its commonest values. */
const rowsKnownOf = ({ exampleCounts }: ColumnProfile): number =>
  exampleCounts.reduce((sum, count) => sum + count, 0);

function adviseOnColumn(
  column: WrittenProfile,
  answer: WrittenProfile,
  problemType: ProblemType,
): ColumnAdvice[] {
  const { name, type, distinct, missing } = column.profile;
  const advise = (concern: ColumnConcern, message: string) => [{ column: name, concern, message }];
  if (distinct === 0) return advise('CONSTANT', 'It is empty in every row.');
  if (distinct === 1 && missing === 0) return advise('CONSTANT', 'It has the same value in every row.');
  if (type === 'TEXT') {
    return advise('TEXT', `${distinct} different texts, too many to be categories: it is never trained on.`);
  }
  // Before leaks: the number of a row gives the target away wherever the file is sorted by it.
  if (isIdentifier(column)) {
    return advise(
      'IDENTIFIER',
      'It numbers the rows: every value is different, so new rows teach nothing about it.',
    );
  }
  const leak = leakOf(column, answer, problemType);
  return leak ? [{ column: name, concern: 'LEAK', ...leak }] : [];
}

/** Whole numbers, all different, that go up by one or are named like a key. */
function isIdentifier({ profile: { name, type, missing }, cells }: WrittenProfile): boolean {
  if (type !== 'NUMERIC' || missing > 0) return false;
  const numbers = cells.map(Number);
  if (new Set(numbers).size < numbers.length || !numbers.every(Number.isInteger)) return false;
  const isCounter = numbers.every((value, row) => row === 0 || value - (numbers[row - 1] ?? 0) === 1);
  return isNamedLikeKey(name) || (isCounter && (numbers[0] ?? 0) <= 1);
}

export const isNamedLikeKey = (name: string): boolean => ID_NAME.test(name) || ID_SUFFIX.test(name);

function reasonFor(
  problemType: ProblemType,
  choice: ProblemTypeChoice,
  { type, distinct }: ColumnProfile,
): string {
  const values = `${distinct} different values`;
  if (choice !== 'AUTO') {
    return problemType === 'REGRESSION'
      ? `As you chose: ${values}.`
      : `As you chose: each of ${values} is a class.`;
  }
  if (problemType === 'REGRESSION') return `The column holds numbers, with ${values}: an amount.`;
  if (type === 'NUMERIC') return `The column holds whole numbers, but only ${values}: each is a class.`;
  return `The column holds text with ${values}: each is a class.`;
}
