import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import type { ExplainedColumn } from '../explain/model.js';

/** The columns of the file that a model's features are made of: those made of one time belong together. */
export function explainedColumns({ columns }: Pick<ModelSignature, 'columns'>): ExplainedColumn[] {
  const owned = new Map<string, number[]>();
  columns.forEach(({ name, derived }, feature) => {
    const owner = derived?.from ?? name;
    owned.set(owner, [...(owned.get(owner) ?? []), feature]);
  });
  return [...owned].map(([name, features]) => {
    // The column itself first, where the model has it beside what was derived from it.
    const ordered = features.toSorted(
      (a, b) => Number(isDerived(columns[a])) - Number(isDerived(columns[b])),
    );
    const own = columns[ordered[0] as number];
    return {
      name,
      type: own === undefined || isDerived(own) ? 'NUMERIC' : own.type,
      features: ordered,
      levels: own?.levels ?? null,
    };
  });
}

const isDerived = (column: SignatureColumn | undefined): boolean => column?.derived !== undefined;
