import { useSyncExternalStore } from 'react';

let chosen: ReadonlyMap<string, readonly File[]> = new Map();
const listeners = new Set<() => void>();

/** Files by the name of the variable they stand for; kept while one goes from tab to tab. */
export function chosenFiles(): ReadonlyMap<string, readonly File[]> {
  return chosen;
}

export function chooseFiles(variable: string, files: readonly File[]): void {
  chosen = new Map(chosen).set(variable, files);
  for (const listener of listeners) listener();
}

export function useChosenFiles(): ReadonlyMap<string, readonly File[]> {
  return useSyncExternalStore(subscribe, chosenFiles);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
