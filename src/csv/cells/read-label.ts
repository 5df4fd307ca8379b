import type { LabelFormat } from '../../domain/column-format.js';
import { booleanOf } from './booleans.js';
import { cellValue } from './clean.js';
import { isMissingAmongValues, isMissingWord } from './missing-words.js';
import { formatNumber } from './format-number.js';

/** The label a cell means in its column; null where it is missing. */
export type LabelReader = (text: string) => string | null;

const WHOLE_NUMBER = /^[+-]?(?:0|[1-9]\d{0,14})(?:\.0*)?$/;

/**
 * A label's text as the engine is given it: a whole number without sign of its spelling, since the engine would take
 * `1`, `1.0` and `+1` as three levels. @param text as `cellValue` gives it
 */
export function plainLabel(text: string): string {
  const first = text.charCodeAt(0);
  const maybeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45;
  return maybeNumber && WHOLE_NUMBER.test(text) ? formatNumber(Number(text)) : text;
}

/** A longer text is no label that is spelled in two ways, and would take long to fold. */
const LONGEST_FOLDED = 1000;

/** What spellings of one label have in common: no case, no accents, one space between words. */
export function foldLabel(text: string): string {
  if (text.length > LONGEST_FOLDED) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[\s_]+/g, ' ');
}

/** Reads the labels of a column as they are written in its levels. */
export function labelReader(format: LabelFormat): LabelReader {
  const { blank, keeps, words } = format;
  const kept = new Set(keeps);
  const spell = speller(format);
  return (text) => {
    const value = cellValue(text);
    if (value === '') return blank;
    if (isMissingWord(value) && !kept.has(value)) return null;
    if (words === 'BOOLEAN' && isMissingAmongValues(value)) return null;
    return spell(value);
  };
}

function speller({ words, levels }: LabelFormat): (value: string) => string {
  switch (words) {
    case 'CODE':
      return (value) => value;
    case 'PLAIN':
      return plainLabel;
    case 'BOOLEAN': {
      const level = (meaning: boolean) => levels.find((label) => booleanOf(label) === meaning);
      const [yes, no] = [level(true), level(false)];
      return (value) => {
        const meaning = booleanOf(value);
        return (meaning === null ? undefined : meaning ? yes : no) ?? plainLabel(value);
      };
    }
    case 'FOLDED': {
      const spellings = new Map(levels.map((label) => [foldLabel(label), label]));
      return (value) => spellings.get(foldLabel(value)) ?? plainLabel(value);
    }
  }
}
