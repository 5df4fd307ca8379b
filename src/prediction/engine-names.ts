import type { ModelSignature } from '../domain/manifest.js';

/** The columns' own names by those that the saved model knows them under. */
export function namesByEngine({ columns }: ModelSignature): ReadonlyMap<string, string> {
  return new Map(columns.map(({ name, engineName = name }) => [engineName, name]));
}
