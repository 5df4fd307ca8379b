import { seeded } from './random.js';
import { rowsOf, takeRows, type CellValue, type Table, type TableColumn } from './table.js';

export interface ChallengeSize {
  /** Rows of the table as they are. */
  readonly known: number;
  /** Rows put together from values within the range of each column. */
  readonly within: number;
  /** Rows in which cells are missing, far outside of what training saw, or of levels that it never saw. */
  readonly wild: number;
  readonly seed?: number;
}

const UNSEEN = ['never seen', ' ', 'ß', '1.0'];
const BLANK = 0.15;
const DISTORTED = 0.35;

/** Rows to score, without the columns that are not features. */
export function challenge(table: Table, { known, within, wild, seed = 1 }: ChallengeSize): Table {
  const random = seeded(seed);
  const pick = (): number => Math.floor(random() * rowsOf(table));
  const some = (count: number): Table => takeRows(table, Array.from({ length: count }, pick));
  return joinRows([
    some(known),
    table.map((column) => ({
      ...column,
      cells: Array.from({ length: within }, () => between(column, pick, random)),
    })),
    some(wild).map((column) => ({
      ...column,
      cells: column.cells.map((cell) => distort(cell, column.type === 'CATEGORICAL', random)),
    })),
  ]);
}

function joinRows(tables: readonly Table[]): Table {
  return tables[0]!.map((column, index) => ({
    ...column,
    cells: tables.flatMap((table) => table[index]!.cells),
  }));
}

/** A level that the column has, or a number between two that it has. */
function between({ type, cells }: TableColumn, pick: () => number, random: () => number): CellValue {
  const one = cells[pick()] ?? null;
  const other = cells[pick()] ?? null;
  if (type === 'CATEGORICAL' || one === null || other === null) return one;
  return Number(one) + random() * (Number(other) - Number(one));
}

function distort(cell: CellValue, categorical: boolean, random: () => number): CellValue {
  const lot = random();
  if (lot < BLANK) return null;
  if (lot > DISTORTED) return cell;
  if (categorical) return UNSEEN[Math.floor(random() * UNSEEN.length)]!;
  const value = Number(cell);
  const numbers = [
    0,
    -value,
    value * 1000,
    value + random(),
    -1e9 * random(),
    1e12 * random(),
    random() * 1e-9,
  ];
  return numbers[Math.floor(random() * numbers.length)]!;
}
