/** Spellings as programs write them, so `Na` (sodium) or `NULLARBOR` stay values. */
const ALWAYS_MISSING = new Set([
  ...[
    '',
    '?',
    'NA',
    'N/A',
    'n/a',
    'na',
    '<NA>',
    '#N/A',
    '#NA',
    '#N/D',
    '#NV',
    'NaN',
    'nan',
    'NAN',
    '-nan',
    '-NaN',
  ],
  ...[
    'NULL',
    'Null',
    'null',
    '(null)',
    '(NULL)',
    '<null>',
    '<NULL>',
    '[NULL]',
    '\\N',
    '\\\\N',
    'NaT',
    'pd.NA',
  ],
  ...['#DIV/0!', '#NUM!', '#REF!', '#VALUE!', '#NAME?', '#NULL!', '#N/A N/A', '(blank)', '(empty)'],
]);

/** `+`/`-` and `None`/`Mild`/`Severe` are categories; among numbers, dates or booleans these can only mean nothing. */
const MISSING_UNLESS_TEXT = new Set([
  ...['-', '--', '---', '.', '..', '...', '…', '–', '—', '*', 'none', 'nil', 'inf', '+inf', '-inf'],
  ...[
    'infinity',
    '-infinity',
    '+infinity',
    'missing',
    'unknown',
    'undefined',
    'empty',
    'blank',
    'tbd',
    'tba',
  ],
  ...[
    'n.d.',
    'n.d',
    'nd',
    'n/d',
    'n.a.',
    'n.a',
    'n.v.',
    'n/v',
    'k.a.',
    'k. a.',
    'k.a',
    's/d',
    's.d.',
    'n.b.',
  ],
  ...['not available', 'not applicable', 'no data', 'not recorded', 'not reported', 'unk', '#n/a', 'void'],
  ...[
    'not known',
    'not provided',
    'not specified',
    'unspecified',
    'not stated',
    'not measured',
    'not tested',
  ],
  ...['not determined', 'not found', 'no answer', 'no response', 'no value', 'not given', 'withheld'],
  ...['prefer not to say', 'do not know', "don't know", 'dont know', 'keine angabe', 'keine angaben'],
  ...['unbekannt', 'nicht bekannt', 'fehlt', 'leer', 'inconnu', 'sin datos', 'desconocido', 'sconosciuto'],
]);

const LONGEST_MISSING_WORD = 17;
/** What MySQL and SAP write for no date. */
const ZERO_DATE = /^(?:0000([-/.]?)00\1(?:00)|00([-/.])00\2(?:00)?00)(?:[ T]00:00(?::00(?:\.0+)?)?)?$/;

/** Whether the cell holds no value, whatever the type of its column. @param text without space at its ends */
export function isMissingWord(text: string): boolean {
  const first = text.charCodeAt(0);
  // No word begins with a digit, most cells do, and to look one up costs more.
  if (first >= 48 && first <= 57) return false;
  return text.length <= LONGEST_MISSING_WORD && ALWAYS_MISSING.has(text);
}

/** Whether the cell holds no value if its column is one of numbers, times or booleans. */
export function isMissingAmongValues(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 48) return text.length >= 8 && ZERO_DATE.test(text);
  if (first >= 48 && first <= 57) return false;
  return text.length <= LONGEST_MISSING_WORD && MISSING_UNLESS_TEXT.has(text.toLowerCase());
}
