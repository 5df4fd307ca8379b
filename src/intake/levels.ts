import { canonicalCategory, isMissing, isMissingUnlessText } from './cells.js';

const PAIRS = [new Set(['true', 'false']), new Set(['yes', 'no'])];

/** Whether all of these values are booleans of one kind, in whatever case. */
export function areBooleans(values: readonly string[]): boolean {
  return values.length > 0 && PAIRS.some((pair) => values.every((value) => pair.has(value.toLowerCase())));
}

/** What {@link levelReader} answers for a cell that is none of the levels. */
export const MISSING_LEVEL = -1;
export const UNSEEN_LEVEL = -2;

/**
 * Reads cells of a category column whose levels are known: the index of the level a cell means, {@link MISSING_LEVEL}
 * or {@link UNSEEN_LEVEL}. Where the levels are booleans, their case does not matter. A level that is spelled like a
 * missing value (`-`, `None`) is a level.
 */
export function levelReader(levels: readonly string[]): (text: string) => number {
  const booleans = areBooleans(levels);
  const key = booleans
    ? (text: string) => canonicalCategory(text).toLowerCase()
    : (text: string) => canonicalCategory(text);
  const indices = new Map(levels.map((level, index) => [key(level), index]));
  // Levels that differ in case only belong to somebody else's model: there the exact text decides.
  const exact = indices.size < levels.length ? new Map(levels.map((level, index) => [level, index])) : null;
  return (text) => {
    const index = exact?.get(canonicalCategory(text)) ?? indices.get(key(text));
    if (index !== undefined) return index;
    return isMissing(text) || isMissingUnlessText(text) ? MISSING_LEVEL : UNSEEN_LEVEL;
  };
}
