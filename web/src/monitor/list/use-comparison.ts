import { useState } from 'react';
import { MOST_COMPARED } from '../../compare/compare-address.js';

/** Which tasks of a list are to be compared. */
export interface Comparison {
  readonly chosen: readonly string[];
  isChosen(id: string): boolean;
  /** False where as many are chosen as fit beside each other. */
  canChoose(id: string): boolean;
  choose(id: string, isChosen: boolean): void;
}

export function useComparison(): Comparison {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return {
    chosen,
    isChosen: (id) => chosen.includes(id),
    canChoose: (id) => chosen.includes(id) || chosen.length < MOST_COMPARED,
    choose: (id, isChosen) =>
      setChosen((before) => [...before.filter((other) => other !== id), ...(isChosen ? [id] : [])]),
  };
}
