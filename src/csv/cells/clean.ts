/** Space that is not the plain one, what has no width, and accents that stand behind their letters. */
const UNSEEN =
  /[\u0300-\u036f]|[\u3099\u309a]|[\u00a0\u00ad\u1100-\u11ff\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
/** Soft hyphens and the like; what joins the parts of an emoji or the letters of a script stays. */
const WIDTHLESS = /[\u00ad\u200b\u2060\ufeff]/g;
const JOINERS = /^[\u200c\u200d]+|[\u200c\u200d]+$/g;
const APOSTROPHE = 39;
const EQUALS = 61;

/**
 * What a person sees in a cell or name: its text without space of any kind at the ends, with plain spaces, without
 * characters that have no width, and each letter in one with its accents (NFC).
 */
export function trimCell(text: string): string {
  const trimmed = text.trim();
  return UNSEEN.test(trimmed) ? asSeen(trimmed) : trimmed;
}

const asSeen = (text: string): string =>
  text.replace(SPACES, ' ').replace(WIDTHLESS, '').trim().replace(JOINERS, '').trim().normalize('NFC');

/**
 * The value of a cell that a spreadsheet protects as text, `="00123"` or `'00123`; null for any other. An apostrophe
 * protects numbers only: before a letter it is part of the text.
 */
export function protectedValue(trimmed: string): string | null {
  const first = trimmed.charCodeAt(0);
  if (first === EQUALS) {
    const isFormula = trimmed.length >= 3 && trimmed.startsWith('="') && trimmed.endsWith('"');
    return isFormula ? trimmed.slice(2, -1).replaceAll('""', '"').trim() : null;
  }
  return first === APOSTROPHE && /^'[-+]?[\d.,]*\d/.test(trimmed) && !trimmed.endsWith("'")
    ? trimmed.slice(1).trim()
    : null;
}

/** The text that a cell stands for, see {@link trimCell} and {@link protectedValue}. */
export function cellValue(text: string): string {
  const trimmed = trimCell(text);
  return protectedValue(trimmed) ?? trimmed;
}
