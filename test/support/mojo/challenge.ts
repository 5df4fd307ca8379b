import { seeded } from './random.js';
import { rowsOf, takeRows, type CellValue, type Table } from './table.js';

const UNSEEN = ['never seen', ' ', 'ß', '1.0'];
const BLANK = 0.15;
const DISTORTED = 0.3;

/**
 * Rows to score: some of the table as they are, and some with cells that are missing, far outside of what training saw,
 * or of levels that it never saw.
 */
export function challenge(table: Table, plain: number, distorted: number, seed = 1): Table {
  const random = seeded(seed);
  const pick = (): number => Math.floor(random() * rowsOf(table));
  const known = takeRows(table, Array.from({ length: Math.min(plain, rowsOf(table)) }, pick));
  const wild = takeRows(table, Array.from({ length: distorted }, pick));
  return known.map((column, index) => ({
    ...column,
    cells: [
      ...column.cells,
      ...wild[index]!.cells.map((cell) => distort(cell, column.type === 'CATEGORICAL', random)),
    ],
  }));
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
