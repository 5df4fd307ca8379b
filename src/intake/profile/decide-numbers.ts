import { isCurrency } from '../../csv/cells/units.js';
import type { NumberFormat } from '../../domain/column-format.js';
import { allExamples, type CellExamples } from './cell-examples.js';
import type { ColumnTally } from './column-tally.js';
import { NumberSummary } from './number-summary.js';
import { commonest, NumberTally } from './number-tally.js';

/** What the other columns of the table tell about this one. */
export interface TableHints {
  /** Whether other columns have decimal commas; null where none has a decimal mark. */
  readonly decimalComma: boolean | null;
  /** Whether cells are separated by commas. */
  readonly commaSeparated: boolean;
  /** The order of day and month in other columns; null where none tells. */
  readonly dayOrder: 'dmy' | 'mdy' | null;
}

/** A column, read as numbers. */
export interface NumberDecision {
  readonly format: NumberFormat;
  readonly summary: NumberSummary;
  readonly tally: NumberTally;
  /** Numbers with a unit that is not the column's. */
  readonly foreign: CellExamples;
  /** Rows whose marks fit both readings, where nothing says which is right; 0 where something does. */
  readonly undecided: number;
  /** Rows with a decimal mark that is not the column's. */
  readonly otherMark: number;
}

export function decideNumbers({ numbers }: ColumnTally, hints: TableHints): NumberDecision {
  const unit = decideUnit(numbers);
  const tally = new NumberTally();
  const foreign: CellExamples[] = [];
  for (const [key, ofUnit] of numbers) {
    if (key === '' || key === unit) tally.merge(ofUnit);
    else foreign.push(ofUnit.cells);
  }
  const { decimal, undecided } = decideMark(tally, hints);
  const summary = new NumberSummary()
    .merge(tally.sure)
    .merge(decimal === ',' ? tally.byComma : tally.byPoint);
  const format: NumberFormat = {
    kind: 'number',
    decimal,
    grouping: decideGrouping(tally, decimal),
    unit: unit === null ? null : (commonest(tally.units) ?? unit),
    unitFirst: tally.unitFirst * 2 > (tally.units.size === 0 ? Infinity : rowsOf(tally.units)),
    booleans: false,
  };
  return {
    format,
    summary,
    tally,
    foreign: allExamples(foreign),
    undecided,
    otherMark: decimal === ',' ? tally.evidence.point : tally.evidence.comma,
  };
}

/** A currency is that of the numbers without one too; another unit only where half of the numbers have it. */
function decideUnit(numbers: ReadonlyMap<string, NumberTally>): string | null {
  let [best, most, all]: [string | null, number, number] = [null, 0, 0];
  for (const [key, { cells }] of numbers) {
    all += cells.rows;
    if (key !== '' && cells.rows > most) [best, most] = [key, cells.rows];
  }
  if (best === null) return null;
  const isCommon = most * 2 >= all;
  const currencies = [...numbers.keys()].filter(isCurrency).length;
  return isCommon || (isCurrency(best) && currencies === 1) ? best : null;
}

/**
 * The decimal mark that most numbers show without doubt. Where none does, `1.234` and its like are read as the other
 * columns are; failing these, as thousands in a file that keeps the comma for decimals, unless the column has whole
 * numbers of four digits that nothing parts, and as decimals elsewhere.
 */
function decideMark(
  { evidence, either, longWhole, shortWhole }: NumberTally,
  { decimalComma, commaSeparated }: TableHints,
): { decimal: NumberFormat['decimal']; undecided: number } {
  if (evidence.comma !== evidence.point) {
    return { decimal: evidence.comma > evidence.point ? ',' : '.', undecided: 0 };
  }
  if (evidence.either === 0) return { decimal: decimalComma === true ? ',' : '.', undecided: 0 };
  // Both marks, and each of them fits both readings: `1.234` beside `5,678`.
  if (either.point > 0 && either.comma > 0) {
    return { decimal: decimalComma === true ? ',' : '.', undecided: evidence.either };
  }
  if (either.comma > 0) {
    if (decimalComma !== null) return { decimal: decimalComma ? ',' : '.', undecided: 0 };
    // A comma file would have to quote a decimal comma: few programs do.
    return { decimal: commaSeparated ? '.' : ',', undecided: commaSeparated ? 0 : either.comma };
  }
  if (decimalComma !== null) return { decimal: decimalComma ? ',' : '.', undecided: 0 };
  const thousands = longWhole === 0 && !commaSeparated;
  const isOpen = longWhole === 0 && (thousands || shortWhole > 0);
  return { decimal: thousands ? ',' : '.', undecided: isOpen ? either.point : 0 };
}

function decideGrouping({ groupings, either }: NumberTally, decimal: NumberFormat['decimal']): string | null {
  const seen = commonest(groupings);
  if (seen !== undefined) return seen;
  if (decimal === ',') return either.point > 0 ? '.' : null;
  return either.comma > 0 ? ',' : null;
}

const rowsOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, rows) => sum + rows, 0);

/** So many digits are no amount: rounding to doubles would make several of them one. */
const BEYOND_SHARE = 0.05;
const LEADING_ZERO_SHARE = 0.2;
const ONE_WIDTH_SHARE = 0.9;

/** Whether the numbers are codes: of one width with leading zeros, longer than a double is exact, or like `10E1`. */
export function areCodes({ tally }: NumberDecision): boolean {
  const { cells, digitsOnly, leadingZeros, beyondExact, codeLike, widths } = tally;
  if (digitsOnly + codeLike < cells.rows || cells.rows === 0) return false;
  if (beyondExact > cells.rows * BEYOND_SHARE || codeLike > 0) return true;
  if (leadingZeros === 0) return false;
  const widest = Math.max(...widths.values());
  return widest >= digitsOnly * ONE_WIDTH_SHARE || leadingZeros >= digitsOnly * LEADING_ZERO_SHARE;
}
