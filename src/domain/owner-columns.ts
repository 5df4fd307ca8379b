import type { ModelSignature, SignatureColumn } from './manifest.js';

/** The column of a table that a feature is made of: itself, or the one whose times it holds a part of. */
export const ownerColumn = ({ name, derived }: Pick<SignatureColumn, 'name' | 'derived'>): string =>
  derived?.from ?? name;

/**
 * The columns that a model wants to be given, in the order of its features: each column of a table once, whatever is
 * made of it. One of which the model has parts of its times only is a TIME without a range.
 */
export function ownerColumns({ columns }: Pick<ModelSignature, 'columns'>): SignatureColumn[] {
  const owned = new Map<string, SignatureColumn>();
  for (const column of columns) {
    const name = ownerColumn(column);
    if (!column.derived) owned.set(name, column);
    else if (!owned.has(name)) owned.set(name, timeOnly(name, column));
  }
  return [...owned.values()];
}

const timeOnly = (name: string, { format, timeFormat }: SignatureColumn): SignatureColumn => ({
  name,
  type: 'TIME',
  levels: null,
  min: null,
  max: null,
  typical: null,
  ...(format ? { format } : {}),
  ...(timeFormat === undefined ? {} : { timeFormat }),
});
