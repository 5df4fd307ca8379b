import type { ModelSignature } from '../domain/manifest.js';
import { SchemaMismatchError } from '../errors.js';

const MAX_NAMED = 10;

/**
 * Where each column of the signature is among the names of the input, whatever their order; -1 where it is not there.
 * @throws {SchemaMismatchError} where none of them is: then there is nothing to predict from
 */
export function locateColumns(signature: ModelSignature, names: readonly string[]): Int32Array {
  const places = new Map(names.map((name, index) => [name, index]));
  const located = Int32Array.from(signature.columns, (column) => places.get(column.name) ?? -1);
  if (located.every((place) => place < 0)) throw nothingInCommon(signature, names);
  return located;
}

export function nothingInCommon(signature: ModelSignature, names: readonly string[]): SchemaMismatchError {
  const expected = signature.columns.map((column) => column.name);
  return new SchemaMismatchError(
    `The input has none of the model's columns. The model wants ${list(expected)}; ` +
      `the input has ${names.length === 0 ? 'no columns' : list(names)}. Names must match exactly.`,
    { expectedColumns: expected },
  );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map((name) => JSON.stringify(name.slice(0, 100)));
  return names.length > MAX_NAMED
    ? `${shown.join(', ')} and ${names.length - MAX_NAMED} more`
    : shown.join(', ');
}
