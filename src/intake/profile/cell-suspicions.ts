import { calendarTime } from '../../csv/cells/time-shape.js';
import { TOTALS } from '../../csv/frame/footer.js';
import type { ColumnTally } from './column-tally.js';
import type { TimeDecision } from './decide-times.js';

const MANY = 0.5;

/** Some texts of a column, and the rows that have them. */
interface Suspects {
  readonly texts: readonly string[];
  readonly rows: number;
}

function suspects({ values }: ColumnTally, are: (text: string) => boolean): Suspects {
  const found = [...values.entries()].filter(([text]) => are(text));
  const rows = found.reduce((sum, [, value]) => sum + value.rows, 0) * values.scale;
  return { texts: found.map(([text]) => text), rows };
}

const all = (tally: ColumnTally): Suspects => suspects(tally, () => true);

/** A spreadsheet shows numbers of 12 digits and more with five decimals and an exponent, and saves them so. */
const SHORTENED = /^[1-9](?:[.,]\d{1,5})?[eE]\+1\d$/;

/** Long numbers whose last digits are lost; null unless most of the column looks so. */
export function shortenedNumbers(tally: ColumnTally): Suspects | null {
  const found = suspects(tally, (text) => SHORTENED.test(text));
  return found.rows > 0 && found.rows >= all(tally).rows * MANY ? found : null;
}

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const DAY_AND_MONTH = new RegExp(String.raw`^(?:\d{1,2}-${MONTH}|${MONTH}-\d{2})$`);

/** Labels such as `10-Dec` beside others that are no dates: a spreadsheet makes them of `10-12`, and of genes; null: none. */
export function datesAmongLabels(tally: ColumnTally): Suspects | null {
  const found = suspects(tally, (text) => DAY_AND_MONTH.test(text));
  return found.rows > 0 && found.rows < all(tally).rows * MANY ? found : null;
}

const NESTED = /^(?:\{[\s\S]*\}|\[[\s\S]*\])$/;
const NEARLY_ALL = 0.9;

/** Whether the texts are objects or lists, as JSON and Python write them. */
export function areNested(tally: ColumnTally): boolean {
  const { texts } = all(tally);
  const nested = texts.filter((text) => NESTED.test(text.replace(/… \([\da-f]+\)$/, '}')));
  return texts.length > 0 && nested.length >= texts.length * NEARLY_ALL;
}

const SEPARATORS = [';', ',', '|'];
const MOST_PARTS = 30;
/** Rows with several labels. */
const LEAST_SHARE = 0.15;

/** What cells with several labels each are made of, such as `red, green` and `green, blue`; null: they are not. */
export function labelsTogether(tally: ColumnTally): readonly string[] | null {
  const { texts, rows } = all(tally);
  for (const separator of SEPARATORS) {
    const together = suspects(tally, (text) => text.includes(separator));
    if (together.texts.length < 3 || together.rows < rows * LEAST_SHARE) continue;
    const parts = texts.flatMap((text) => text.split(separator).map((part) => part.trim()));
    const distinct = new Set(parts);
    const comeAgain = parts.length >= distinct.size * 2 && distinct.size < texts.length + 2;
    const areLabels = [...distinct].every((part) => part.length <= 40 && /\p{L}/u.test(part));
    if (distinct.size <= MOST_PARTS && comeAgain && areLabels) return [...distinct];
  }
  return null;
}

const YEAR_MS = 365.25 * 86_400_000;
/** No other date may be as near to one that stands for none. */
const FAR_YEARS = 10;
const LEAST_ROWS = 2;
const STAND_INS = new Set([
  ...['9999-12-31', '9999-01-01', '2999-12-31', '2099-12-31', '2100-01-01', '2100-12-31'],
  ...['1970-01-01', '1900-01-01', '1899-12-30', '1899-12-31', '1753-01-01', '1800-01-01', '0001-01-01'],
]);

/** A date such as 9999-12-31 that stands for none; null: there is none. */
export function standInDate({ values }: ColumnTally, { format, summary }: TimeDecision): Suspects | null {
  const dates = [...values.entries()].flatMap(([text, { time, rows }]) => {
    const instant = time && calendarTime(time, format.order, format.firstYear)?.instant;
    return instant === null || instant === undefined ? [] : [{ text, rows: rows * values.scale, instant }];
  });
  for (const end of [summary.max, summary.min]) {
    const [there, others] = [true, false].map((is) =>
      dates.filter(({ instant }) => (instant === end) === is),
    );
    const rows = there?.reduce((sum, date) => sum + date.rows, 0) ?? 0;
    const isKnown = Number.isFinite(end) && STAND_INS.has(new Date(end).toISOString().slice(0, 10));
    if (!isKnown || rows < LEAST_ROWS || !others || others.length < LEAST_ROWS) continue;
    const nearest = others.reduce((least, { instant }) => Math.min(least, Math.abs(instant - end)), Infinity);
    if (nearest > FAR_YEARS * YEAR_MS) return { texts: there?.map(({ text }) => text) ?? [], rows };
  }
  return null;
}

const LEAST_DATES = 5;

/**
 * Whether a spreadsheet has probably swapped day and month in some dates: it turned those that it could read its own
 * way round into dates, and left the others, with days above 12, as they were.
 */
export function areHalfConverted({ values, times }: ColumnTally): boolean {
  if (times.ambiguous.rows > 0 || times.known.cells.rows < LEAST_DATES) return false;
  if (times.only.dmy.rows < LEAST_DATES || times.only.mdy.rows > 0) return false;
  const days = [...values.entries()].flatMap(([, { time }]) =>
    time?.order === 'known' ? [time.second] : [],
  );
  return days.every((day) => day <= 12);
}

const FOOTNOTE = /\d ?(?:\[[\p{L}\d ]{1,9}\]|[*\u2020\u2021])+$/u;

/** Numbers with the mark of a footnote, which is no part of them. */
export function footnotes(tally: ColumnTally): Suspects | null {
  const found = suspects(tally, (text) => FOOTNOTE.test(text));
  return found.rows > 0 ? found : null;
}

/** UTF-8 that was read as Windows-1252, and what programs write for a character they could not read. */
const GARBLED = /[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd/;

/** Texts that some program has read in a wrong encoding before. */
export function garbledTexts(tally: ColumnTally): Suspects | null {
  const found = suspects(tally, (text) => GARBLED.test(text));
  return found.rows > 0 ? found : null;
}

const ZIP = /^\d{5}$/;
const LONG_ZIP = /^\d{5}-\d{4}$/;

/** Whether these are American ZIP codes, some of them with the four digits behind. */
export function areZipCodes(tally: ColumnTally): boolean {
  const { texts } = all(tally);
  const long = texts.filter((text) => LONG_ZIP.test(text)).length;
  return long > 0 && texts.filter((text) => ZIP.test(text)).length + long === texts.length;
}

/** Labels such as `Subtotal`, beside others that are none. */
export function totalsAmongLabels(tally: ColumnTally): Suspects | null {
  const found = suspects(tally, (text) => TOTALS.test(text));
  return found.rows > 0 && found.rows < all(tally).rows * MANY ? found : null;
}
