const TRUE = new Set([
  'true',
  't',
  'yes',
  'y',
  'on',
  '1',
  'wahr',
  'ja',
  'vrai',
  'oui',
  'sí',
  'si',
  'sì',
  'verdadero',
  'vero',
  'sim',
  'tak',
  'j',
  'ano',
  'да',
  '是',
  'evet',
  '✓',
  '✔',
  '☑',
]);
const FALSE = new Set([
  'false',
  'f',
  'no',
  'n',
  'off',
  '0',
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'não',
  'nao',
  'nie',
  'nee',
  'nej',
  'nei',
  'ne',
  'нет',
  '否',
  'hayır',
  '✗',
  '✘',
  '☐',
]);

/** Longest of the words. */
const LONGEST = 9;

/** What a word means: true, false, or null for one that is no boolean. Upper and lower case are the same. */
export function booleanOf(text: string): boolean | null {
  if (text.length > LONGEST) return null;
  const folded = text.toLowerCase();
  if (TRUE.has(folded)) return true;
  return FALSE.has(folded) ? false : null;
}

/** Whether the labels mean two things, true and false, however each of them is spelled. */
export function areBooleans(labels: Iterable<string>): boolean {
  let [hasTrue, hasFalse] = [false, false];
  for (const label of labels) {
    const meaning = booleanOf(label);
    if (meaning === null) return false;
    if (meaning) hasTrue = true;
    else hasFalse = true;
  }
  return hasTrue && hasFalse;
}

/** Marks that people tick a box with; nothing stands where it is not ticked. */
const TICKS = new Set([
  'x',
  '✓',
  '✔',
  '☑',
  '*',
  '•',
  '1',
  '1.0',
  'yes',
  'y',
  'true',
  't',
  'ja',
  'j',
  'oui',
  'sí',
  'si',
  'on',
  'checked',
  'ticked',
  'selected',
]);

/** Whether the label says that a box is ticked. */
export const isTick = (text: string): boolean => TICKS.has(text.toLowerCase());
