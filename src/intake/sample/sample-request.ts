import { closest, distance } from 'fastest-levenshtein';
import { trimCell } from '../../csv/cells/clean.js';
import { echo, echoAll, shorten } from '../../domain/echo.js';
import { BadUserInputError, InvalidCsvError } from '../../domain/errors.js';
import type { ColumnOptions, ProblemTypeChoice, TrainingOptions } from '../../domain/training-options.js';

/** Which rows and columns of a table to train on. */
export interface SampleRequest extends Partial<
  Pick<
    TrainingOptions,
    'validation' | 'sortMetric' | 'weightColumn' | 'balanceClasses' | 'monotone' | 'includeColumns'
  >
> {
  /** Column to predict; null: the last one. */
  readonly target: string | null;
  readonly problemType: ProblemTypeChoice;
  /** null: all rows. */
  readonly maxRows: number | null;
  readonly ignoredColumns: readonly string[];
  readonly seed: number;
  /** How single columns are read, where their owner says so. */
  readonly columns?: readonly ColumnOptions[];
  /** Absolute path of the file to write; removed again where sampling fails. */
  readonly outFile: string;
}

/**
 * The target's name.
 * @throws {InvalidCsvError} where the table has no such column
 * @throws {BadUserInputError} for ignored columns that do not exist, or leave nothing to learn from
 */
export function resolveTarget(header: readonly string[], request: SampleRequest): string {
  const target = request.target === null ? (header.at(-1) ?? '') : trimCell(request.target);
  if (!header.includes(target)) {
    throw new InvalidCsvError(`The file has no column ${unknownColumn(target, header)}`, {
      column: shorten(target),
    });
  }
  const unknown = ignoredNames(request).find((name) => !header.includes(name));
  if (unknown !== undefined) {
    throw new BadUserInputError(`ignoredColumns: the file has no column ${unknownColumn(unknown, header)}`);
  }
  if (ignoredNames(request).includes(target)) {
    throw new BadUserInputError(`ignoredColumns: ${echo(target)} is the target, which cannot be left out.`);
  }
  return target;
}

/** The columns that the request leaves out, as headers spell them. */
export const ignoredNames = (request: SampleRequest): string[] =>
  request.ignoredColumns.map((name) => trimCell(name));

const NAMES_SHOWN = 30;
/** No name in a header that somebody mistyped is longer, and to compare longer ones takes time. */
const LONGEST_COMPARED = 100;

/** The name, what may have been meant, and what there is. */
export function unknownColumn(name: string, header: readonly string[]): string {
  const suggestion = similarName(name, header);
  const hint = suggestion === undefined ? '' : ` Did you mean ${echo(suggestion)}?`;
  return `${echo(name)}.${hint} Its columns are ${echoAll(header, NAMES_SHOWN)}.`;
}

function similarName(name: string, header: readonly string[]): string | undefined {
  if (name.length > LONGEST_COMPARED) return undefined;
  const candidates = header.filter((known) => known.length <= LONGEST_COMPARED);
  const nearest = closest(
    name.toLowerCase(),
    candidates.map((known) => known.toLowerCase()),
  );
  const isNear = distance(name.toLowerCase(), nearest) <= Math.max(2, name.length / 3);
  return isNear ? candidates.find((known) => known.toLowerCase() === nearest) : undefined;
}
