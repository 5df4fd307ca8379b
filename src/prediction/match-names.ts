import { distance } from 'fastest-levenshtein';
import { trimCell } from '../csv/cells/clean.js';

/** Which names of an input stand for the columns a model wants. */
export interface MatchedNames {
  /** By wanted name: the name in the input, the same or one that differs in case, spaces and punctuation only. */
  readonly found: ReadonlyMap<string, string>;
  /** By wanted name that was not found: the most similar name that nothing else stands for. */
  readonly similar: ReadonlyMap<string, string>;
}

/** Names beyond it are not compared with each other: that takes time, and nobody mistypes so many. */
const MOST_COMPARED = 300;
const LONGEST_COMPARED = 100;

/** A name is matched only where no other name of the input, and no other wanted one, is spelled so alike. */
export function matchNames(wanted: readonly string[], names: readonly string[]): MatchedNames {
  const inInput = new Set(names);
  const found = new Map(wanted.filter((name) => inInput.has(name)).map((name) => [name, name]));
  const open = wanted.filter((name) => !found.has(name));
  const exact = new Set(found.values());
  const free = [...inInput].filter((name) => !exact.has(name));
  const byKey = byKeyOf(free);
  const wantedByKey = byKeyOf(wanted);
  for (const name of open) {
    const candidates = byKey.get(keyOf(name)) ?? [];
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1 && wantedByKey.get(keyOf(name))?.length === 1) {
      found.set(name, only);
    }
  }
  const taken = new Set(found.values());
  const others = free.filter((name) => !taken.has(name) && name.length <= LONGEST_COMPARED);
  const similar = new Map<string, string>();
  for (const name of open.filter((one) => !found.has(one)).slice(0, MOST_COMPARED)) {
    const nearest = mostSimilar(name, others.slice(0, MOST_COMPARED));
    if (nearest !== undefined) similar.set(name, nearest);
  }
  return { found, similar };
}

/** Case, spaces and punctuation aside; a name of nothing else is its own key. */
function keyOf(name: string): string {
  const lower = trimCell(name).toLowerCase();
  return lower.replace(/[^\p{L}\p{N}]+/gu, '') || lower;
}

function byKeyOf(names: readonly string[]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const key = keyOf(name);
    const group = groups.get(key);
    if (group) group.push(name);
    else groups.set(key, [name]);
  }
  return groups;
}

function mostSimilar(name: string, others: readonly string[]): string | undefined {
  if (name.length > LONGEST_COMPARED) return undefined;
  let nearest: string | undefined;
  let least = Math.max(2, name.length / 3) + 1e-9;
  for (const other of others) {
    const apart = distance(keyOf(name), keyOf(other));
    if (apart < least) [nearest, least] = [other, apart];
  }
  return nearest;
}
