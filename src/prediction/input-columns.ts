import type { ModelSignature } from '../domain/manifest.js';
import { echoAll } from '../domain/echo.js';
import { ownerColumn, ownerColumns } from '../domain/owner-columns.js';
import { SchemaMismatchError } from '../errors.js';
import { matchNames, type MatchedNames } from './match-names.js';

/** The columns' names in the input, see {@link matchNames}. */
export const matchColumns = (signature: ModelSignature, names: readonly string[]): MatchedNames =>
  matchNames(
    ownerColumns(signature).map(({ name }) => name),
    names,
  );

/**
 * Where each column of the signature is among the names of the input, whatever their order; -1 where it is not there.
 * @throws {SchemaMismatchError} where none of them is: then there is nothing to predict from
 */
export function locateColumns(signature: ModelSignature, names: readonly string[]): Int32Array {
  const places = new Map(names.map((name, index) => [name, index]));
  const { found } = matchColumns(signature, names);
  const located = Int32Array.from(
    signature.columns,
    (column) => places.get(found.get(ownerColumn(column)) ?? '') ?? -1,
  );
  if (located.every((place) => place < 0)) throw nothingInCommon(signature, names);
  return located;
}

export function nothingInCommon(signature: ModelSignature, names: readonly string[]): SchemaMismatchError {
  const expected = ownerColumns(signature).map((column) => column.name);
  return new SchemaMismatchError(
    `The input has none of the model's columns. The model wants ${echoAll(expected)}; ` +
      `the input has ${names.length === 0 ? 'no columns' : echoAll(names)}. Names may differ in upper and lower case, spaces and punctuation only.`,
    { expectedColumns: expected },
  );
}
