import { Field, Int, ObjectType } from 'type-graphql';
import type { Finding, FindingCode, Severity } from '../../domain/finding.js';
import { enumType } from './enum-type.js';

const SeverityEnum = enumType<Severity>('Severity', 'How much a finding matters.', {
  INFO: 'Good to know; nothing has to be done.',
  WARNING: 'The figures or the predictions may mislead unless somebody looks at it.',
  PROBLEM: 'The result should not be used as it is.',
});

const FindingCodeEnum = enumType<FindingCode>('FindingCode', 'What a finding is about.', {
  AMBIGUOUS_DATES: 'Nothing says which number of a date is the day and which the month.',
  AMBIGUOUS_NUMBERS: 'Nothing says whether a mark in the numbers separates decimals or thousands.',
  BLANK_LEVEL: 'A column holds one label or nothing, so an empty cell is a level too.',
  CLOCK_TIMES: 'Times without a date are read as hours.',
  CODES: 'Numbers are kept as text, digit for digit, since they look like codes.',
  CONSTANT: 'A column has the same value in every row.',
  DATES_AMONG_LABELS: 'Labels look like dates that a spreadsheet made of them, such as 10-Dec of 10-12.',
  DUPLICATE_NAMES: 'Columns had the same name; a number was added to each but the first.',
  DUPLICATE_ROWS: 'Rows occur more than once.',
  EXCEL_TEXT: 'Cells are protected as text by a spreadsheet, as in ="001"; the value inside is read.',
  FAR_WORSE: 'The model does far worse on these rows than in cross-validation.',
  FEW_ROWS: 'There are too few rows for the figures to be reliable.',
  FOOTNOTES: 'Numbers have the mark of a footnote, which is left out.',
  FORMULA_WITHOUT_VALUE: 'Cells of a workbook hold formulas whose values were not saved.',
  FREE_TEXT: 'A column holds so many different texts that it is left out of training.',
  GARBLED_TEXT: 'Letters were read wrongly by some program before.',
  GUESSED_ENCODING: 'The file does not say how its letters are encoded, so that is guessed.',
  IDENTIFIER: 'A column names the rows, so that nothing general can be learned from it.',
  IGNORED_COLUMN: 'A column was left out of the training.',
  IMBALANCED: 'A class of the target is rare.',
  LABELS_TOGETHER: 'Each cell of a column holds several labels, such as red, green.',
  LABEL_VARIANTS: 'Labels differ only in case, accents or spaces.',
  LATER_ROWS: 'Rows are later than all of the training.',
  LEAK: 'A column gives the target away; it may not be known when predicting.',
  MISSING_WORDS: 'Words such as NA are taken as missing values, or as labels.',
  MIXED_COLUMN: 'A column holds numbers or times, and other text as well.',
  MIXED_DECIMALS: 'Some numbers have a decimal point and others a decimal comma.',
  MIXED_UNITS: 'Numbers are in several units, or some have none.',
  NEARLY_PERFECT: 'The model is nearly perfect, which most often means that a column holds the answer.',
  NESTED_VALUES: 'Values are objects or lists.',
  NO_BETTER_THAN_BASELINE: 'The model is not better than always predicting the class shares, or the mean.',
  NO_HEADER: 'The first line looks like values, so the columns have no names of their own.',
  NUMBERS_TOGETHER: 'Each cell of a column holds several numbers, such as 120/80.',
  ORDERED_CLASSES: 'The classes are numbers, and their order is not used.',
  QUOTED_LINES: 'Each line was in quotes as a whole; the cells inside were read.',
  RARE_CLASS: 'A class has too few rows to be learned and judged.',
  REPEATED_HEADER: 'The header comes again between the rows, and was skipped there.',
  REPEATED_SUBJECT: 'A column names a subject that has several rows.',
  SAMPLED: 'The training used a part of the rows.',
  SENTINEL: 'A number or date far from all others, such as -999, probably stands for a missing value.',
  SHORTENED_NUMBERS: 'A spreadsheet has shortened long numbers, so that their last digits are lost.',
  SKIPPED_LINES: 'Lines around the table are no part of it, and were skipped.',
  STRAY_BYTES: 'Bytes that are no text were left out.',
  TIME_NUMBERS: 'Numbers are read as dates.',
  TIME_ORDERED: 'The rows are in the order of time, and the target changes with it.',
  TOTALS_AMONG_ROWS: 'Rows between the others may be their sums.',
  TOTALS_ROW: 'Totals at the end are no row, and were skipped.',
  TRANSPOSED: 'The rows look like columns: the table lies on its side.',
  UNITS_ROW: 'A row below the header holds units instead of values.',
  UNLABELLED_ROWS: 'Rows without a value in the target.',
  UNNAMED_INDEX: 'The first column has no name and tells the rows apart, as row numbers do.',
  UNNAMED_VALUES: 'Values have no column with a name, and were left out.',
  UNSEEN_CLASS: 'Rows of a class that training never saw.',
});

@ObjectType('Finding', {
  description: 'Something the owner of a table, a target or a result should know, with what to do about it.',
})
export class FindingType implements Finding {
  @Field(() => FindingCodeEnum, { description: 'Stable, for programs.' })
  code!: FindingCode;

  @Field(() => SeverityEnum, { description: 'How much it matters.' })
  severity!: Severity;

  @Field(() => String, {
    nullable: true,
    description: 'The column it is about; null for the table or the model as a whole.',
  })
  column!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many rows it touches, where that can be said.' })
  rows!: number | null;

  @Field(() => [String], { description: 'At most 5 cells or labels, as they stand in the file.' })
  examples!: string[];

  @Field(() => String, { description: 'What was found and what to do, in one plain sentence.' })
  message!: string;
}
