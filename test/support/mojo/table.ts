import { parse } from 'csv-parse/sync';
import type { ColumnBatch, Column } from '../../../src/mojo/index.js';

export type CellValue = string | number | null;

export interface TableColumn {
  readonly name: string;
  readonly type: 'NUMERIC' | 'CATEGORICAL' | 'TIME';
  readonly cells: readonly CellValue[];
}

/** Rows by column, as both the engine and the scorer are given them. */
export type Table = readonly TableColumn[];

export function rowsOf(table: Table): number {
  return table[0]?.cells.length ?? 0;
}

/** Without a header, as the engine's client sends it. */
export function toCsv(table: Table): string {
  const lines = Array.from({ length: rowsOf(table) }, (_, i) =>
    table.map(({ cells }) => cellText(cells[i]!)).join(','),
  );
  return `${lines.join('\n')}\n`;
}

function cellText(cell: CellValue): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? String(cell) : `"${cell.replaceAll('"', '""')}"`;
}

/** A CSV with a header; columns of the types given by name, the others are left out. */
export function fromCsv(text: string, types: Readonly<Record<string, TableColumn['type']>>): Table {
  const [header = [], ...rows] = parse(text);
  return Object.entries(types).map(([name, type]) => {
    const index = header.indexOf(name);
    return { name, type, cells: rows.map((row) => readCell(row[index] ?? '', type)) };
  });
}

function readCell(text: string, type: TableColumn['type']): CellValue {
  if (text === '') return null;
  if (type === 'CATEGORICAL') return text;
  const value = type === 'TIME' ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number(text);
  return Number.isNaN(value) ? null : value;
}

/** As the scorer takes it. */
export function toBatch(table: Table): ColumnBatch {
  const columns = table.map(({ name, type, cells }): [string, Column] => [
    name,
    type === 'CATEGORICAL'
      ? cells
      : Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : Number.NaN)),
  ]);
  return { rows: rowsOf(table), columns: Object.fromEntries(columns) };
}

export function without(table: Table, ...names: readonly string[]): Table {
  return table.filter((column) => !names.includes(column.name));
}

export function takeRows(table: Table, rows: readonly number[]): Table {
  return table.map((column) => ({ ...column, cells: rows.map((row) => column.cells[row]!) }));
}
