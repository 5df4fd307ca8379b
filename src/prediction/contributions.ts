import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import { ownerColumn } from '../domain/owner-columns.js';
import type { ColumnContribution, ContributionUnit, EncodedRows, RowContributions } from './scorer.js';

/** The furthest that a Date goes, in epoch milliseconds. */
const MAX_TIME = 8.64e15;

/** What a model's columns add to the raw scores of some rows. */
export interface Contributions {
  readonly unit: ContributionUnit;
  /** One for a regression, one for the second of two classes, or one for each of several. */
  readonly outputs: readonly OutputContributions[];
}

interface OutputContributions {
  /** The same for all rows. */
  readonly bias: number;
  readonly columns: readonly {
    readonly column: string;
    /** By row. */
    readonly values: Float64Array;
    /** By row; where they were sampled. */
    readonly errors?: Float64Array;
  }[];
}

/**
 * The `top` columns of each row, the largest contribution in either direction first.
 * @param labels of several classes: the predicted one of each row, whose contributions come first.
 */
export function topContributions(
  signature: ModelSignature,
  rows: EncodedRows,
  { unit, outputs }: Contributions,
  labels: Int32Array | null,
  top: number,
): RowContributions[] {
  const readers = outputs.map((output) => readerOf(signature, rows, output, top));
  const { levels } = signature.response;
  return Array.from({ length: rows.count }, (_, row) => {
    const each = readers.map((read) => read(row));
    const own = each[each.length > 1 ? Math.max(0, labels?.[row] ?? 0) : 0] ?? { bias: NaN, columns: [] };
    const classes =
      each.length > 1 ? each.map((entry, index) => ({ label: levels?.[index] ?? '', ...entry })) : null;
    return { ...own, unit, classes };
  });
}

type ReadRow = (row: number) => Pick<RowContributions, 'bias' | 'columns'>;

function readerOf(
  signature: ModelSignature,
  rows: EncodedRows,
  { bias, columns }: OutputContributions,
  top: number,
): ReadRow {
  const sources = byOwner(signature, columns).map(({ place, ...owner }) => ({
    ...owner,
    cells: rows.columns[place],
    read: valueReader(signature.columns[place]),
  }));
  return (row) => {
    const largest = sources
      .map((source) => ({
        source,
        contribution: source.parts.reduce((sum, { values }) => sum + (values[row] ?? NaN), 0),
      }))
      // A row for which the model says nothing has no contributions either.
      .filter(({ contribution }) => !Number.isNaN(contribution))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
      .slice(0, top);
    return {
      bias,
      columns: largest.map(({ source, contribution }): ColumnContribution => ({
        column: source.column,
        value: source.read(source.cells?.[row] ?? NaN),
        contribution,
        error: errorOf(source.parts, row),
      })),
    };
  };
}

/** What the features that are made of one column add is what the column adds. */
interface Owner {
  readonly column: string;
  readonly parts: OutputContributions['columns'][number][];
  /** The feature that is the column itself; -1 where there is none. */
  readonly place: number;
}

function byOwner({ columns: features }: ModelSignature, columns: OutputContributions['columns']): Owner[] {
  const places = new Map(features.map(({ name }, index) => [name, index]));
  const owners = new Map<string, Owner>();
  for (const part of columns) {
    const feature = features[places.get(part.column) ?? -1];
    const column = feature ? ownerColumn(feature) : part.column;
    const owner = owners.get(column) ?? { column, parts: [], place: places.get(column) ?? -1 };
    owner.parts.push(part);
    owners.set(column, owner);
  }
  return [...owners.values()];
}

/** Of a sum, as if its parts were sampled independently; null where none was. */
function errorOf(parts: Owner['parts'], row: number): number | null {
  const errors = parts.flatMap(({ errors: sampled }) => sampled?.[row] ?? []);
  return errors.length === 0 ? null : Math.hypot(...errors);
}

function valueReader(column: SignatureColumn | undefined): (encoded: number) => string | number | null {
  if (column?.levels) return (encoded) => column.levels?.[encoded] ?? null;
  const isTime = column?.type === 'TIME';
  return (encoded) => {
    if (Number.isNaN(encoded)) return null;
    return isTime && Math.abs(encoded) <= MAX_TIME ? new Date(encoded).toISOString() : encoded;
  };
}
