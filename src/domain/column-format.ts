import { z } from 'zod';

/*
 * How the cells of a column are written, decided once from all of them. It is stored with the column's profile, with
 * the sample and in the model's signature, so that a cell means the same wherever it is read.
 */

/** Numbers as people write them; see `scanNumber`. */
export const NumberFormat = z.looseObject({
  kind: z.literal('number'),
  /** The decimal mark: of `1.234` and `1,234` only it says what they are. */
  decimal: z.enum(['.', ',']),
  /** What parts thousands; null where nothing does. */
  grouping: z.string().nullable(),
  /** Currency, `%` or word beside the numbers; a number with another one is none. null: plain numbers. */
  unit: z.string().nullable(),
  unitFirst: z.boolean(),
  /** All of them are 0 or 1, so that words such as `yes` and `no` mean these. */
  booleans: z.boolean(),
});
export type NumberFormat = Readonly<z.output<typeof NumberFormat>>;

/** Numbers that mean a time: days of a spreadsheet, epoch seconds or milliseconds, or `20240131`. */
export const TimeNumbers = z.enum(['EXCEL', 'UNIX_SECONDS', 'UNIX_MILLISECONDS', 'DIGITS']);
export type TimeNumbers = z.output<typeof TimeNumbers>;

/** Dates and times; see `scanTime`. */
export const TimeFormat = z.looseObject({
  kind: z.literal('time'),
  /** Which of day and month comes first in `01/02/2024`. */
  order: z.enum(['dmy', 'mdy']),
  /** How most are written, such as `dd/MM/yyyy HH:mm`; for people. */
  pattern: z.string(),
  /** Whether the column's owner gave the pattern: then it comes before all other readings. */
  given: z.boolean(),
  /** What plain numbers mean; null: nothing. */
  numbers: TimeNumbers.nullable(),
  /** Earliest of the hundred years that a year of two digits is one of. Absent: 1969. */
  firstYear: z.number().optional(),
});
export type TimeFormat = Readonly<z.output<typeof TimeFormat>>;

/** Labels of a category, or text. */
export const LabelFormat = z.looseObject({
  kind: z.literal('label'),
  /** The level that an empty cell means; null: a missing value. */
  blank: z.string().nullable(),
  /** Words for a missing value that are labels here, such as the country code `NA`. */
  keeps: z.array(z.string()).readonly(),
  /**
   * BOOLEAN: the words of `levels` mean true and false, and so does every other word for these. FOLDED: spellings that
   * differ in case, accents or spaces are one label, named by `levels`. CODE: taken digit for digit. PLAIN: the text.
   */
  words: z.enum(['BOOLEAN', 'FOLDED', 'CODE', 'PLAIN']),
  /** Of BOOLEAN the two levels; of FOLDED the commonest spelling of each label that has several. */
  levels: z.array(z.string()).readonly(),
});
export type LabelFormat = Readonly<z.output<typeof LabelFormat>>;

export const ColumnFormat = z.discriminatedUnion('kind', [NumberFormat, TimeFormat, LabelFormat]);
export type ColumnFormat = NumberFormat | TimeFormat | LabelFormat;

export const PLAIN_NUMBERS: NumberFormat = {
  kind: 'number',
  decimal: '.',
  grouping: null,
  unit: null,
  unitFirst: false,
  booleans: false,
};

export const PLAIN_TIMES: TimeFormat = {
  kind: 'time',
  order: 'dmy',
  pattern: 'yyyy-MM-dd',
  given: false,
  numbers: null,
};

export const PLAIN_LABELS: LabelFormat = {
  kind: 'label',
  blank: null,
  keeps: [],
  words: 'PLAIN',
  levels: [],
};
