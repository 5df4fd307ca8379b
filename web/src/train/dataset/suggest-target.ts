import type { Column } from './use-dataset.js';

const TARGET_NAMES = new Set(['target', 'label', 'class', 'y', 'outcome', 'response', 'result']);

type Candidate = Pick<Column, 'name' | 'type' | 'distinct'>;

/** Whether a model could learn to predict it. */
export function canBeTarget({ type, distinct }: Pick<Column, 'type' | 'distinct'>): boolean {
  return distinct > 1 && (type === 'NUMERIC' || type === 'CATEGORICAL');
}

/** A column named like a target, else the last one that could be; null where there is none. */
export function suggestTarget(columns: readonly Candidate[], wanted: string | null): string | null {
  const possible = columns.filter(canBeTarget);
  const chosen =
    possible.find(({ name }) => name === wanted) ??
    possible.find(({ name }) => TARGET_NAMES.has(name.toLowerCase())) ??
    possible.at(-1);
  return chosen?.name ?? null;
}
