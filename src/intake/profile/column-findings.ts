import { HOURS, scanHours } from '../../csv/cells/hours.js';
import { describeNumbers } from '../../domain/describe-format.js';
import { echo } from '../../domain/echo.js';
import type { Finding } from '../../domain/finding.js';
import { allExamples } from './cell-examples.js';
import type { ColumnTally } from './column-tally.js';
import type { ColumnDecision } from './decide-column.js';
import {
  areHalfConverted,
  areNested,
  datesAmongLabels,
  footnotes,
  garbledTexts,
  labelsTogether,
  shortenedNumbers,
  standInDate,
  totalsAmongLabels,
} from './cell-suspicions.js';
import { cells, FindingList, one, some, type LineOf } from './finding-list.js';
import { areNumbersTogether, isIdentifierText, isRowNumber, sentinelOf } from './suspicions.js';

/** What the owner of a column should know of how it was read. */
export function columnFindings(
  name: string,
  tally: ColumnTally,
  decision: ColumnDecision,
  lineOf: LineOf = () => null,
): Finding[] {
  const found = new FindingList(name, lineOf);
  const { as, labels } = decision;
  findEmptiness(found, tally, decision);
  if (as !== 'labels' || labels.format.words === 'BOOLEAN') findMissingWords(found, tally);
  if (as === 'numbers') findInNumbers(found, tally, decision);
  if (as === 'times') findInTimes(found, tally, decision);
  if (as === 'labels') findInLabels(found, tally, decision);
  if (as !== 'labels' || decision.mixed !== null) findOdd(found, decision);
  if (tally.protected.rows > 0) {
    found.add(
      'EXCEL_TEXT',
      'INFO',
      tally.protected,
      `${cells(tally.protected.rows)} protected as text by a spreadsheet, as in ${one(tally.protected)}; the value inside is read.`,
    );
  }
  return found.all;
}

function findEmptiness(
  found: FindingList,
  tally: ColumnTally,
  { as, numbers, times, labels }: ColumnDecision,
): void {
  const rows = as === 'numbers' ? numbers.summary.count : as === 'times' ? times.rows : labels.rows;
  if (rows === 0) {
    found.add(
      'CONSTANT',
      'INFO',
      { rows: tally.rows, texts: [] },
      'It is empty in every row, so nothing can be learnt from it; it is left out.',
    );
  } else if (rows === tally.rows && labels.distinct === 1) {
    found.add(
      'CONSTANT',
      'INFO',
      { rows, texts: labels.groups.map(({ text }) => text) },
      'It has the same value in every row, so nothing can be learnt from it; it is left out.',
    );
  }
}

/** What programs write for nothing: nobody takes it for a value. */
const USUAL_MISSING = new Set(['NA', 'N/A', 'NaN', 'nan', 'NAN', 'null', 'NULL', 'None', '#N/A']);

/** Words that are no value of their column, which says nothing of what they may mean. */
function findMissingWords(found: FindingList, tally: ColumnTally): void {
  const unusual = [...tally.missingWords].filter(([word]) => !USUAL_MISSING.has(word));
  const words = allExamples([tally.wordsAmongValues, ...unusual.map(([, cells]) => cells)]);
  if (words.rows === 0) return;
  found.add(
    'MISSING_WORDS',
    'INFO',
    words,
    `${cells(words.rows)} taken as missing: ${some(words)}; ${found.place(words)}. Set the column's type to CATEGORICAL where that says something.`,
  );
}

function findOdd(found: FindingList, decision: ColumnDecision): void {
  const { as, odd, mixed, numbers, times, labels, type } = decision;
  const kind = as === 'times' || mixed?.kind === 'times' ? 'dates' : 'numbers';
  const { foreign } = numbers;
  if (mixed !== null) {
    const taken = `so all are taken as ${type === 'TEXT' ? 'text' : 'labels'}`;
    if (mixed.rows + foreign.rows === labels.rows && foreign.rows > 0) {
      found.add(
        'MIXED_UNITS',
        'WARNING',
        foreign,
        `Its numbers have several units (${some({ texts: [...numbers.tally.cells.texts.slice(0, 1), ...foreign.texts] })}), ${taken}. Convert them, so that all are in one unit.`,
      );
      return;
    }
    const others = labels.groups.map(({ text }) => text);
    found.add(
      'MIXED_COLUMN',
      'WARNING',
      { rows: labels.rows - mixed.rows, texts: others },
      `${mixed.rows} of ${labels.rows} values are ${kind} and the others are not, ${taken}. Correct these, or set the column's type to ${kind === 'dates' ? 'TIME' : 'NUMERIC'} to count them as missing.`,
    );
    return;
  }
  // Cells with another unit have a finding of their own.
  const others = as === 'numbers' ? odd.rows - foreign.rows : odd.rows;
  if (others === 0) return;
  const where = others === odd.rows ? `; ${found.place(odd)}` : '';
  const right = as === 'times' ? times.rows : numbers.summary.count;
  const such = { rows: others, texts: odd.texts.filter((text) => !foreign.texts.includes(text)) };
  found.add(
    'MIXED_COLUMN',
    'WARNING',
    such,
    `${right} of ${right + odd.rows} values are ${kind}; ${others} ${others === 1 ? 'is' : 'are'} not (${some(such)}${where}) and ${others === 1 ? 'counts' : 'count'} as missing. Correct them where that matters, or set the column's type to CATEGORICAL.`,
  );
}

function findInNumbers(found: FindingList, tally: ColumnTally, { numbers }: ColumnDecision): void {
  const { format, undecided, otherMark, summary, tally: read } = numbers;
  const other = format.decimal === ',' ? '.' : ',';
  if (undecided > 0) {
    found.add(
      'AMBIGUOUS_NUMBERS',
      'WARNING',
      { rows: undecided, texts: read.cells.texts },
      `Nothing in the table says whether the ${read.either.point > 0 ? 'point' : 'comma'} in its numbers separates decimals or thousands; they are read like ${describeNumbers(format)}. Write some with two decimals, or without thousands separators, where that is wrong.`,
    );
  }
  if (otherMark > 0 && summary.count > otherMark) {
    found.add(
      'MIXED_DECIMALS',
      'WARNING',
      { rows: otherMark, texts: [] },
      `${otherMark} of ${summary.count} numbers have ${echo(other)} as the decimal mark, the others ${echo(format.decimal)}; both are read. Numbers with three digits behind the mark may be taken for thousands.`,
    );
  }
  if (format.unit !== null) {
    const bare = tally.numbers.get('')?.cells ?? allExamples([]);
    if (bare.rows > 0 && bare.rows < summary.count) {
      found.add(
        'MIXED_UNITS',
        // `0.82` beside `82%` may be a share.
        format.unit === '%' ? 'WARNING' : 'INFO',
        bare,
        `${bare.rows} of ${summary.count} numbers stand without ${echo(format.unit)} (${some(bare)}); they are taken to be in it too.`,
      );
    }
  }
  if (numbers.foreign.rows > 0) {
    found.add(
      'MIXED_UNITS',
      'WARNING',
      numbers.foreign,
      `${numbers.foreign.rows} of ${summary.count + numbers.foreign.rows} numbers have another unit than ${format.unit === null ? 'the others, which have none' : echo(format.unit)} (${some(numbers.foreign)}; ${found.place(numbers.foreign)}) and count as missing. Convert them, so that all are in one unit.`,
    );
  }
  const clock = format.unit === HOURS ? read.cells.texts.find((text) => scanHours(text) !== null) : undefined;
  if (clock !== undefined) {
    found.add(
      'CLOCK_TIMES',
      'INFO',
      read.cells,
      `Its times without a date, such as ${echo(clock)}, are read as hours: ${Number(scanHours(clock)?.point.toFixed(2))}. Set the column's type to CATEGORICAL if they are something else.`,
    );
  }
  const sentinel = sentinelOf(tally, numbers);
  if (sentinel !== null) {
    found.add(
      'SENTINEL',
      'WARNING',
      { rows: sentinel.rows, texts: [sentinel.text] },
      `${sentinel.rows} cells hold ${sentinel.text}, far from all other values: probably a sign for a missing value. It is read as a number; leave the cells empty if it is none.`,
    );
  }
  const shortened = shortenedNumbers(tally);
  if (shortened !== null) {
    found.add(
      'SHORTENED_NUMBERS',
      'WARNING',
      shortened,
      `A spreadsheet has shortened long numbers, as in ${one(shortened)}, so their last digits are lost. If they are codes, format the column as text and export it again.`,
    );
  }
  const noted = footnotes(tally);
  if (noted !== null) {
    found.add(
      'FOOTNOTES',
      'INFO',
      noted,
      `${noted.rows === 1 ? '1 number has' : `${noted.rows} numbers have`} the mark of a footnote, as in ${one(noted)}, which is left out. Set the column's type to CATEGORICAL where it says something.`,
    );
  }
  if (isRowNumber(tally, numbers)) {
    found.add(
      'IDENTIFIER',
      'INFO',
      { rows: tally.rows, texts: read.cells.texts },
      'It numbers the rows: every value is different, so new rows teach nothing about it. Leave it out with ignoredColumns.',
    );
  }
}

function findInTimes(found: FindingList, tally: ColumnTally, { times, numbers }: ColumnDecision): void {
  const { format, undecided, fromNumbers } = times;
  const read = format.pattern;
  if (undecided.rows > 0) {
    const swapped = format.order === 'dmy' ? 'the month' : 'the day';
    found.add(
      'AMBIGUOUS_DATES',
      'WARNING',
      undecided,
      `No date says which number is the day: ${one(undecided)} (${found.place(undecided)}) is read as ${read}. Set the column's timeFormat where ${swapped} comes first.`,
    );
  }
  if (areHalfConverted(tally)) {
    const { only, known } = tally.times;
    found.add(
      'AMBIGUOUS_DATES',
      'WARNING',
      { rows: known.cells.rows, texts: [...known.cells.texts.slice(0, 2), ...only.dmy.texts.slice(0, 2)] },
      `Dates with days above 12 are written like ${one(only.dmy)}, and all others like ${one(known.cells)}: a spreadsheet has probably swapped day and month in these ${known.cells.rows}. Export the dates again from where they came.`,
    );
  }
  const standIn = standInDate(tally, times);
  if (standIn !== null) {
    found.add(
      'SENTINEL',
      'WARNING',
      standIn,
      `${standIn.rows} cells hold ${one(standIn)}, far from all other dates: probably a sign for no date. It is read as a date; leave the cells empty if it is none.`,
    );
  }
  if (fromNumbers > 0 && format.numbers !== null) {
    const what = {
      EXCEL: 'day numbers of a spreadsheet',
      UNIX_SECONDS: 'seconds since 1970',
      UNIX_MILLISECONDS: 'milliseconds since 1970',
      DIGITS: `written as ${format.pattern}`,
    }[format.numbers];
    found.add(
      'TIME_NUMBERS',
      'INFO',
      { rows: fromNumbers, texts: numbers.tally.cells.texts },
      `${fromNumbers} numbers are read as dates: ${what}. Set the column's type to NUMERIC if they are amounts.`,
    );
  }
}

function findInLabels(found: FindingList, tally: ColumnTally, decision: ColumnDecision): void {
  const { labels, codes, type, mixed } = decision;
  const { format, variants, distinct, rows } = labels;
  if (codes) {
    const texts = labels.groups.map(({ text }) => text);
    found.add(
      'CODES',
      'INFO',
      { rows, texts },
      `Its numbers look like codes, such as ${echo(texts.find((text) => text.startsWith('0')) ?? texts[0] ?? '')}: they are kept as text, digit for digit. Set the column's type to NUMERIC if they are amounts.`,
    );
  }
  if (format.blank !== null) {
    found.add(
      'BLANK_LEVEL',
      'INFO',
      { rows: tally.blanks.rows, texts: labels.groups.map(({ text }) => text) },
      `It holds ${echo(labels.groups.find(({ text }) => text !== format.blank)?.text ?? '')} or nothing, so an empty cell says something too: it is the level ${format.blank}.`,
    );
  }
  if (format.keeps.length > 0) {
    const word = format.keeps[0] ?? '';
    found.add(
      'MISSING_WORDS',
      'INFO',
      { rows: tally.missingWords.get(word)?.rows ?? 0, texts: [word] },
      `${echo(word)} stands among codes of the same kind, so it is a label here and no missing value. Leave the cells empty where a value is missing.`,
    );
  }
  const words = [...tally.missingWords].filter(([word]) => !format.keeps.includes(word));
  const missing = allExamples(words.map(([, of]) => of));
  if (missing.rows > 0 && format.words !== 'BOOLEAN') {
    found.add(
      'MISSING_WORDS',
      'INFO',
      missing,
      `${cells(missing.rows)} taken as missing, since ${missing.texts.map(echo).join(', ')} ${words.length === 1 ? 'is a word' : 'are words'} for that. Rename the label if it is one.`,
    );
  }
  if (variants.length > 0) {
    const [first = []] = variants;
    const merged = format.words === 'FOLDED';
    const what = merged
      ? 'they are taken as one.'
      : 'each is a level of its own. Set mergeVariants for the column to take them as one.';
    found.add(
      'LABEL_VARIANTS',
      'INFO',
      { rows: null, texts: variants.flat() },
      `${first.map(echo).join(', ')}${variants.length > 1 ? ', and others,' : ''} differ only in case, accents or spaces: ${what}`,
    );
  }
  const garbled = garbledTexts(tally);
  if (garbled !== null) {
    found.add(
      'GARBLED_TEXT',
      'WARNING',
      garbled,
      `${garbled.rows} cells hold letters that some program has read wrongly, as in ${one(garbled)}. Export them again as UTF-8: labels that are written rightly elsewhere are others to the model.`,
    );
  }
  const totals = totalsAmongLabels(tally);
  if (totals !== null) {
    found.add(
      'TOTALS_AMONG_ROWS',
      'WARNING',
      totals,
      `${totals.rows} rows are called ${one(totals)}: if they sum up others, remove them, since a model takes them for rows like any other.`,
    );
  }
  const dates = datesAmongLabels(tally);
  if (dates !== null) {
    found.add(
      'DATES_AMONG_LABELS',
      'WARNING',
      dates,
      `${dates.rows} cells look like dates, as in ${one(dates)}, beside labels that do not: a spreadsheet may have made them of something else, such as 10-12. Correct them, and format the column as text before it is saved.`,
    );
  }
  const parts = labelsTogether(tally);
  if (areNested(tally)) {
    const left = type === 'TEXT' ? '; the column is left out of training' : '';
    found.add(
      'NESTED_VALUES',
      'INFO',
      { rows, texts: labels.groups.map(({ text }) => text) },
      `Its cells hold lists or objects, which are taken as text${left}. Give each value in them a column of its own.`,
    );
  } else if (parts !== null) {
    const left = type === 'TEXT' ? 'the column is left out of training' : 'each combination is a level';
    found.add(
      'LABELS_TOGETHER',
      type === 'TEXT' ? 'WARNING' : 'INFO',
      { rows, texts: labels.groups.map(({ text }) => text) },
      `Its cells hold several labels, such as ${one({ texts: labels.groups.flatMap(({ text }) => (parts.includes(text) ? [] : text)) })}: ${left}. Give each label (${some({ texts: parts })}) a column of its own, with yes or no.`,
    );
  } else if (type === 'TEXT' && mixed === null && areNumbersTogether(tally)) {
    found.add(
      'NUMBERS_TOGETHER',
      'WARNING',
      { rows, texts: labels.groups.map(({ text }) => text) },
      `Its cells hold several numbers, such as ${echo(labels.groups[0]?.text ?? '')}, and are taken as text, which is left out of training. Give each number a column of its own.`,
    );
  } else if (type === 'TEXT' && mixed === null) {
    if (isIdentifierText(tally)) {
      found.add(
        'IDENTIFIER',
        'INFO',
        { rows, texts: labels.groups.map(({ text }) => text) },
        'It names the rows: nearly every value is different, so new rows teach nothing about it; it is left out of training.',
      );
    } else {
      found.add(
        'FREE_TEXT',
        'INFO',
        { rows, texts: labels.groups.map(({ text }) => text) },
        `${distinct} different texts are too many for categories; the column is left out of training.`,
      );
    }
  } else if (mixed === null && labels.distinct > 1) findNumbersAmongLabels(found, tally, decision);
}

/** Few numbers beside words that come back may be grades, or amounts with a word for nothing. */
function findNumbersAmongLabels(
  found: FindingList,
  tally: ColumnTally,
  { numbers, labels }: ColumnDecision,
): void {
  const { count } = numbers.summary;
  if (labels.format.words === 'BOOLEAN' || count < labels.rows / 2 || count === labels.rows) return;
  if (tally.texts.rows === 0 || numbers.format.unit === HOURS) return;
  found.add(
    'MIXED_COLUMN',
    'INFO',
    tally.texts,
    `${count} of ${labels.rows} values are numbers, and the others words that come back (${some(tally.texts)}), so each is a label. Set the column's type to NUMERIC to read the numbers and count the words as missing.`,
  );
}
