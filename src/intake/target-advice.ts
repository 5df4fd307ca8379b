import type { ColumnProfile } from '../domain/column-profile.js';
import type { ProblemType, ProblemTypeChoice } from '../domain/training-options.js';
import { TrainyardError } from '../errors.js';
import { tellsClass, tellsNumber, type Cells } from './association.js';
import { canonicalCategory, parseNumber } from './cells.js';
import { decideProblemType } from './problem-type.js';
import { MAX_CLASSES } from './target-sampler.js';

/** Enough to tell a leak from a strong feature, and read in some tens of milliseconds. */
export const ADVICE_ROWS = 5000;

export type ColumnConcern = 'CONSTANT' | 'IDENTIFIER' | 'LEAK' | 'TEXT';

export interface ColumnAdvice {
  readonly column: string;
  readonly concern: ColumnConcern;
  readonly message: string;
}

export interface TargetAdvice {
  /** null where the column cannot be predicted in the way that was asked for; `problem` then says why. */
  readonly problemType: ProblemType | null;
  readonly reason: string;
  readonly problem: string | null;
  readonly columns: readonly ColumnAdvice[];
}

/** A column this telling is suspected to hold the answer rather than to hint at it. */
const LEAK = 0.98;
const ID_NAME = /(^|[_\s-])(id|uuid|guid|key|index|idx|nr|no)$/i;

/**
 * What to know before a target is trained for.
 * @param rows the first rows of the table as text, {@link ADVICE_ROWS} at most
 */
export function adviseOnTarget(
  columns: readonly ColumnProfile[],
  rows: readonly Cells[],
  target: string,
  choice: ProblemTypeChoice,
): TargetAdvice {
  const at = columns.findIndex(({ name }) => name === target);
  const profile = columns[at];
  if (!profile) {
    return {
      problemType: null,
      reason: '',
      problem: `There is no column ${JSON.stringify(target)}.`,
      columns: [],
    };
  }
  const answers = rows.map((row) => row[at] ?? null);
  try {
    const problemType = decideProblemType(choice, profile, labelsOf(profile, answers));
    const tells = tellerOf(answers, problemType);
    const advice = columns.flatMap((column, index) =>
      index === at
        ? []
        : adviseOnColumn(
            column,
            rows.map((row) => row[index] ?? null),
            target,
            tells,
          ),
    );
    return { problemType, reason: reasonFor(problemType, choice, profile), problem: null, columns: advice };
  } catch (error) {
    if (!(error instanceof TrainyardError)) throw error;
    return { problemType: null, reason: '', problem: error.message, columns: [] };
  }
}

/** Of a column with few values all, from the profile; of others those among the rows. */
function labelsOf({ distinct, examples }: ColumnProfile, answers: Cells): readonly string[] | null {
  if (distinct > MAX_CLASSES) return null;
  if (distinct <= examples.length) return examples;
  return [...new Set(answers.flatMap((cell) => (cell === null ? [] : [canonicalCategory(cell)])))];
}

type Teller = (cells: Cells, isNumeric: boolean) => number;

function tellerOf(answers: Cells, problemType: ProblemType): Teller {
  if (problemType === 'REGRESSION') {
    const numbers = answers.map((cell) => (cell === null ? NaN : parseNumber(cell)));
    return (cells, isNumeric) => tellsNumber(cells, isNumeric, numbers);
  }
  const labels = answers.map((cell) => (cell === null ? null : canonicalCategory(cell)));
  return (cells, isNumeric) => tellsClass(cells, isNumeric, labels);
}

function adviseOnColumn(column: ColumnProfile, cells: Cells, target: string, tells: Teller): ColumnAdvice[] {
  const { name, type, distinct, missing } = column;
  const advise = (concern: ColumnConcern, message: string) => [{ column: name, concern, message }];
  if (distinct === 0) return advise('CONSTANT', 'It is empty in every row.');
  if (distinct === 1 && missing === 0) return advise('CONSTANT', 'It has the same value in every row.');
  if (type === 'TEXT') {
    return advise('TEXT', `${distinct} different texts, too many to be categories: it is never trained on.`);
  }
  const share = tells(cells, type === 'NUMERIC');
  if (share >= LEAK) {
    return advise(
      'LEAK',
      `It gives ${target} away almost by itself. If it is only known afterwards, a model that uses it is worthless.`,
    );
  }
  if (isIdentifier(column, cells)) {
    return advise(
      'IDENTIFIER',
      'It numbers the rows: every value is different, so new rows teach nothing about it.',
    );
  }
  return [];
}

/** Whole numbers, all different, that go up by one or are named like a key. */
function isIdentifier({ name, type, distinct, missing }: ColumnProfile, cells: Cells): boolean {
  if (type !== 'NUMERIC' || missing > 0) return false;
  const numbers = cells.map((cell) => parseNumber(cell ?? ''));
  if (
    new Set(numbers).size < numbers.length ||
    distinct < numbers.length ||
    !numbers.every(Number.isInteger)
  ) {
    return false;
  }
  return (
    ID_NAME.test(name) || numbers.every((value, row) => row === 0 || value - (numbers[row - 1] ?? 0) === 1)
  );
}

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
