import { cellWriter } from '../../csv/cells/cell-writer.js';
import { echo } from '../../domain/echo.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { Finding, FindingCode, Severity } from '../../domain/finding.js';
import type { ProblemType, ProblemTypeChoice, ValidationKind } from '../../domain/training-options.js';
import { BadUserInputError } from '../../domain/errors.js';
import { rises } from './leaks.js';
import { adviseOnTarget, isNamedLikeKey } from './target-advice.js';

export interface FindingsRequest {
  readonly target: string;
  readonly choice: ProblemTypeChoice;
  readonly problemType: ProblemType;
  /** Never looked at. */
  readonly ignored: ReadonlySet<string>;
  /** Trained on, whatever is found. */
  readonly included: ReadonlySet<string>;
  readonly validation: ValidationKind;
  /** On the table: they say why a column is text. */
  readonly known: readonly Finding[];
}

export interface ColumnFindings {
  readonly findings: readonly Finding[];
  /** Not to be trained on. */
  readonly leftOut: ReadonlySet<string>;
}

/** Findings which say already that text is left out of training. */
const SAYS_LEFT_OUT: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'FREE_TEXT',
  'IDENTIFIER',
  'LABELS_TOGETHER',
  'NESTED_VALUES',
  'NUMBERS_TOGETHER',
]);

/** Fewer rows do not make a key. */
const LEAST_KEYS = 10;
/** Of neighbours in time: from here on the target follows what it was before. */
const AUTOCORRELATED = 0.5;

/**
 * What is to be known of the columns before they are trained on. Constants, keys and copies of the target are left out;
 * what is only suspected stays in.
 * @param rows the first rows of the table as text, null where missing
 * @throws {BadUserInputError} where the target itself numbers the rows
 */
export function findInColumns(
  columns: readonly ColumnProfile[],
  rows: readonly (readonly (string | null)[])[],
  request: FindingsRequest,
): ColumnFindings {
  const { target, choice, problemType, ignored, included, known } = request;
  const answer = columns.find(({ name }) => name === target);
  if (!answer) return { findings: [], leftOut: new Set() };
  const cellsOf = (column: ColumnProfile): string[] => {
    const index = columns.indexOf(column);
    const write = cellWriter(column);
    return rows.map((row) => write(row[index] ?? ''));
  };
  const answers = cellsOf(answer);
  if (problemType === 'REGRESSION' && isKey(answer, answers) && !included.has(target)) {
    throw new BadUserInputError(
      `The target ${echo(target)} is a key: every value is different, and it is named like one. Choose another column.`,
    );
  }
  const advice = adviseOnTarget(columns, rows, target, choice);
  const leftOut = new Set<string>();
  const findings: Finding[] = [];
  const add = (
    code: FindingCode,
    severity: Severity,
    column: ColumnProfile,
    message: string,
    out: boolean,
  ) => {
    const isOut = out && !included.has(column.name);
    if (isOut) leftOut.add(column.name);
    const what = isOut ? ` It is left out; \`includeColumns\` takes it in.` : '';
    findings.push({
      ...{ code, severity, column: column.name, rows: null },
      examples: column.examples.slice(0, 5),
      message: message + what,
    });
  };
  for (const column of columns) {
    const { name, type } = column;
    if (name === target || ignored.has(name)) continue;
    const cells = cellsOf(column);
    const advised = advice.columns.find((entry) => entry.column === name);
    if (advised?.concern === 'CONSTANT') {
      leftOut.add(name);
      add('CONSTANT', 'INFO', column, `${echo(name)} has no more than one value. It is left out.`, false);
    } else if (advised?.concern === 'TEXT') {
      if (known.some(({ code, column: of }) => of === name && SAYS_LEFT_OUT.has(code))) continue;
      add(
        'IGNORED_COLUMN',
        'INFO',
        column,
        `${echo(name)} is taken as text, which is not learned from.`,
        false,
      );
    } else if (isKey(column, cells)) {
      add('IDENTIFIER', 'WARNING', column, `${echo(name)} names the rows: each value occurs once.`, true);
    } else if (advised?.concern === 'IDENTIFIER') {
      const message = `${echo(name)} counts the rows. Unless that means something, such as time, leave it out.`;
      add('IDENTIFIER', 'WARNING', column, message, false);
    } else if (advised?.concern === 'LEAK') {
      add('LEAK', 'WARNING', column, advised.message, advised.isCopy ?? false);
    } else if (request.validation === 'RANDOM') {
      if (type === 'TIME' && rises(cells) && follows(answers, problemType)) {
        const message =
          `The rows are in the order of ${echo(name)}, and ${echo(target)} follows what it was before. For rows to ` +
          'come, choose the validation TIME_ORDERED by this column: random folds look into the future.';
        add('TIME_ORDERED', 'WARNING', column, message, false);
      } else if (isSubject(column, rows.length)) {
        const message =
          `${echo(name)} names subjects with several rows each. For subjects to come, choose the validation GROUPED by ` +
          'this column: random folds know each subject already.';
        add('REPEATED_SUBJECT', 'WARNING', column, message, false);
      }
    }
  }
  return { findings, leftOut };
}

/** What pandas and readr call a column without a name: the row names of a table that was written with them. */
const HAS_NO_NAME = /^(?:Unnamed: ?\d+|\.{3}\d+)$/;

/** Whole numbers or labels, each once, in a column that is named like a key; or labels alone, each once. */
function isKey({ name, type, missing }: ColumnProfile, cells: readonly string[]): boolean {
  if (missing > 0 || cells.length < LEAST_KEYS || new Set(cells).size < cells.length) return false;
  if (type === 'CATEGORICAL') return true;
  const mayBeKey = isNamedLikeKey(name) || HAS_NO_NAME.test(name);
  return type === 'NUMERIC' && mayBeKey && cells.every((cell) => /^-?\d+$/.test(cell));
}

/** Whether a number is like that of the row before (autocorrelation of neighbours). */
function follows(answers: readonly string[], problemType: ProblemType): boolean {
  if (problemType !== 'REGRESSION') return false;
  const numbers = answers.filter((cell) => cell !== '').map(Number);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  let together = 0;
  let spread = 0;
  numbers.forEach((value, row) => {
    spread += (value - mean) ** 2;
    if (row > 0) together += (value - mean) * ((numbers[row - 1] ?? mean) - mean);
  });
  return spread > 0 && together / spread >= AUTOCORRELATED;
}

function isSubject({ name, type, distinct }: ColumnProfile, rows: number): boolean {
  return type !== 'TIME' && isNamedLikeKey(name) && distinct > 5 && distinct <= rows / 2;
}
