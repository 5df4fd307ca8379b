import { canonicalCategory, isMissing, isMissingUnlessText } from './cells.js';

const PAIRS = [new Set(['true', 'false']), new Set(['yes', 'no'])];

/** Whether all of these values are booleans of one kind, each in one spelling, in whatever case. */
export function areBooleans(values: readonly string[]): boolean {
  const folded = new Set(values.map((value) => value.toLowerCase()));
  return (
    values.length > 0 &&
    folded.size === values.length &&
    PAIRS.some((pair) => [...folded].every((value) => pair.has(value)))
  );
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
  const ignoreCase = areBooleans(levels);
  const keyOf = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const indices = new Map(levels.map((level, index) => [keyOf(level), index]));
  return (text) => {
    const index = indices.get(keyOf(canonicalCategory(text)));
    if (index !== undefined) return index;
    return isMissing(text) || isMissingUnlessText(text) ? MISSING_LEVEL : UNSEEN_LEVEL;
  };
}
