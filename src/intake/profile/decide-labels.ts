import { areBooleans, booleanOf, isTick } from '../../csv/cells/booleans.js';
import { isMissingAmongValues } from '../../csv/cells/missing-words.js';
import { foldLabel, labelReader, plainLabel } from '../../csv/cells/read-label.js';
import { PLAIN_LABELS, type LabelFormat } from '../../domain/column-format.js';
import type { ColumnTally } from './column-tally.js';
import { groupValues, type Group } from './groups.js';

/** A column, read as labels. */
export interface LabelDecision {
  readonly format: LabelFormat;
  /** Its levels by rows, the commonest first; a sample where there are very many. */
  readonly groups: readonly Group[];
  /** Levels in all, as an estimate where there are very many. */
  readonly distinct: number;
  /** Rows with a level. */
  readonly rows: number;
  /** Levels that differ only in case, accents or spaces, by what they have in common. */
  readonly variants: readonly (readonly string[])[];
}

/** What an empty cell is called where it is a level. */
const BLANK_LEVEL = '(blank)';

/** More levels are not compared with each other. */
const MOST_COMPARED = 5000;

/**
 * @param asCodes takes the text digit for digit
 * @param merge makes one level of spellings that differ only in case, accents or spaces
 */
export function decideLabels(tally: ColumnTally, asCodes: boolean, merge: boolean): LabelDecision {
  const texts = [...tally.values.entries()].map(([text]) => text);
  const isExact = tally.values.scale === 1;
  const words = texts.filter((text) => !isMissingAmongValues(text));
  const keeps = keptWords(tally, texts);
  if (!asCodes && isExact && words.length <= MOST_BOOLEANS && areBooleans(words) && areFewMissing(tally)) {
    return decided(tally, { ...PLAIN_LABELS, words: 'BOOLEAN', levels: booleanLevels(tally) }, []);
  }
  const format: LabelFormat = { ...PLAIN_LABELS, words: asCodes ? 'CODE' : 'PLAIN', keeps };
  const isOne = isExact && keeps.length === 0 && new Set(texts.map(plainLabel)).size === 1;
  const isTicked = isExact && texts.every(isTick) && new Set(texts.map(foldLabel)).size === 1;
  if ((isOne || isTicked) && tally.blanks.rows > 0) {
    const ticks: LabelFormat = isOne ? format : { ...format, words: 'FOLDED', levels: commonestOf(tally) };
    return decided(tally, { ...ticks, blank: BLANK_LEVEL }, []);
  }
  const variants = asCodes || !isExact || texts.length > MOST_COMPARED ? [] : findVariants(tally, format);
  if (!merge || variants.length === 0) return decided(tally, format, variants);
  const levels = variants.map(([commonest = '']) => commonest);
  return decided(tally, { ...format, words: 'FOLDED', levels }, variants);
}

/** Beside so many words such as `unknown`, yes and no are not all that a column says. */
const MISSING_SHARE = 0.2;

/** A dash says nothing, however many there are. */
function areFewMissing({ values }: ColumnTally): boolean {
  let [all, words] = [0, 0];
  for (const [text, { rows }] of values.entries()) {
    all += rows;
    if (/\p{L}/u.test(text) && isMissingAmongValues(text)) words += rows;
  }
  return words <= all * MISSING_SHARE;
}

const commonestOf = (tally: ColumnTally): string[] =>
  [...tally.values.entries()]
    .sort(([, a], [, b]) => b.rows - a.rows)
    .slice(0, 1)
    .map(([text]) => text);

/** Every spelling that means true or false. */
const MOST_BOOLEANS = 60;

function decided(
  tally: ColumnTally,
  format: LabelFormat,
  variants: LabelDecision['variants'],
): LabelDecision {
  const groups = groupLabels(tally, format);
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const missing = [...tally.missingWords].reduce(
    (sum, [word, { rows: of }]) => sum + (format.keeps.includes(word) ? 0 : of),
    0,
  );
  const present = tally.rows - missing - (format.blank === null ? tally.blanks.rows : 0);
  const isExact = tally.values.scale === 1;
  return {
    format,
    groups,
    distinct: isExact ? groups.length : Math.min(groups.length * tally.values.scale, present),
    rows: isExact ? rows : present,
    variants,
  };
}

function groupLabels(tally: ColumnTally, format: LabelFormat): Group[] {
  const read = labelReader(format);
  const entries = [...tally.values.entries()].map(([text, { rows }]) => ({ text, rows }));
  for (const word of format.keeps)
    entries.push({ text: word, rows: tally.missingWords.get(word)?.rows ?? 0 });
  const groups = groupValues(entries, ({ text }) => read(text));
  if (format.blank !== null) {
    groups.push({ rows: tally.blanks.rows, text: format.blank, textRows: tally.blanks.rows });
  }
  return groups.sort((a, b) => b.rows - a.rows);
}

/** The commonest word for each of the two meanings. */
function booleanLevels(tally: ColumnTally): string[] {
  const words = [...tally.values.entries()].sort(([, a], [, b]) => b.rows - a.rows).map(([text]) => text);
  return [false, true].flatMap((meaning) => words.find((word) => booleanOf(word) === meaning) ?? []);
}

/** The commonest spelling of each comes first. */
function findVariants(tally: ColumnTally, format: LabelFormat): string[][] {
  const byFold = new Map<string, Group[]>();
  for (const group of groupLabels(tally, format)) {
    const key = foldLabel(group.text);
    const known = byFold.get(key);
    if (known) known.push(group);
    else byFold.set(key, [group]);
  }
  return [...byFold.values()]
    .filter(({ length }) => length > 1)
    .map((groups) => groups.map(({ text }) => text));
}

const REGIONS = new Set(['EMEA', 'APAC', 'LATAM', 'EU', 'EUROPE', 'ASIA', 'MEA', 'AMER', 'ROW', 'SA', 'OC']);
const NAMIBIA = 'NA';
/** A code beside `NA` that says which kind of code it is. */
const CODES_SHARE = 0.75;
const FEWEST_CODES = 3;

/** `NA` is a label among codes of two capitals (Namibia) and among regions (North America). */
function keptWords(tally: ColumnTally, texts: readonly string[]): string[] {
  if (!tally.missingWords.has(NAMIBIA) || texts.length < 2) return [];
  const codes = texts.filter((text) => /^[A-Z]{2}$/.test(text) || REGIONS.has(text)).length;
  return codes >= Math.max(Math.min(FEWEST_CODES, texts.length), texts.length * CODES_SHARE) &&
    !areBooleans(texts)
    ? [NAMIBIA]
    : [];
}
