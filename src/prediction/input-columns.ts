import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import { echo, echoAll } from '../domain/echo.js';
import { ownerColumn, ownerColumns } from '../domain/owner-columns.js';
import { BadUserInputError, SchemaMismatchError } from '../domain/errors.js';
import type { LabelSource } from './labelled.js';
import { matchNames, type MatchedNames } from './match-names.js';

/** The columns' names in the input, and those of `others`, see {@link matchNames}. */
export const matchColumns = (
  signature: ModelSignature,
  names: readonly string[],
  others: readonly string[] = [],
): MatchedNames => matchNames([...ownerColumns(signature).map(({ name }) => name), ...others], names);

/**
 * Where the target of a labelled table is.
 * @throws {BadUserInputError} where it is not there
 */
export function locateTarget(
  column: SignatureColumn,
  names: readonly string[],
  { found, similar }: MatchedNames,
): LabelSource {
  const { name } = column;
  const place = names.indexOf(found.get(name) ?? '');
  if (place >= 0) return { column, place };
  const near = similar.get(name);
  const hint = near === undefined ? '' : ` It has ${echo(near)}: rename it if that is meant.`;
  throw new BadUserInputError(
    `The table does not have ${echo(name)}, the target to compare with; its columns are ${echoAll(names)}.${hint}`,
    { field: 'file' },
  );
}

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
