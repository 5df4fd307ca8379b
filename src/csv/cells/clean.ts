/** Characters without width that spreadsheets and web pages leave at the ends of a cell; `trim` keeps these. */
const INVISIBLE = /^[\u200b-\u200d\u2060\ufeff]|[\u200b-\u200d\u2060\ufeff]$/;
const APOSTROPHE = 39;
const EQUALS = 61;

/** What a person sees in a cell: its text without space of any kind at the ends. */
export function trimCell(text: string): string {
  let trimmed = text.trim();
  while (INVISIBLE.test(trimmed)) trimmed = trimmed.replace(INVISIBLE, '').trim();
  return trimmed;
}

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
