import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import type { EncodedRows, RowContributions } from './scorer.js';

/** The furthest that a Date goes, in epoch milliseconds. */
const MAX_TIME = 8.64e15;

/** What a model's columns add to the raw scores of some rows. */
export interface Contributions {
  /** The same for all rows. */
  readonly bias: number;
  readonly columns: readonly { readonly column: string; /** By row. */ readonly values: Float64Array }[];
}

/** The `top` columns of each row, the largest contribution in either direction first. */
export function topContributions(
  signature: ModelSignature,
  rows: EncodedRows,
  { bias, columns }: Contributions,
  top: number,
): RowContributions[] {
  const places = new Map(signature.columns.map((column, index) => [column.name, index]));
  const sources = columns.map(({ column, values }) => {
    const place = places.get(column) ?? -1;
    return { column, values, cells: rows.columns[place], read: valueReader(signature.columns[place]) };
  });
  return Array.from({ length: rows.count }, (_, row) => {
    const largest = sources
      .map((source) => ({ source, contribution: source.values[row] ?? NaN }))
      // A row for which the model says nothing has no contributions either.
      .filter(({ contribution }) => !Number.isNaN(contribution))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .slice(0, top);
    return {
      bias,
      columns: largest.map(({ source, contribution }) => ({
        column: source.column,
        value: source.read(source.cells?.[row] ?? NaN),
        contribution,
      })),
    };
  });
}

function valueReader(column: SignatureColumn | undefined): (encoded: number) => string | number | null {
  if (column?.levels) return (encoded) => column.levels?.[encoded] ?? null;
  const isTime = column?.type === 'TIME';
  return (encoded) => {
    if (Number.isNaN(encoded)) return null;
    return isTime && Math.abs(encoded) <= MAX_TIME ? new Date(encoded).toISOString() : encoded;
  };
}
