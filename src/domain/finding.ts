import { z } from 'zod';
import { list, record } from './record.js';

/** What a finding may be about. Public and stable: a code never changes its meaning. Sorted. */
export const FINDING_CODES = [
  'AMBIGUOUS_DATES',
  'AMBIGUOUS_NUMBERS',
  'BLANK_LEVEL',
  'CLOCK_TIMES',
  'CODES',
  'CONSTANT',
  'DATES_AMONG_LABELS',
  'DUPLICATE_NAMES',
  'DUPLICATE_ROWS',
  'EXCEL_TEXT',
  'FAR_WORSE',
  'FEW_ROWS',
  'FOOTNOTES',
  'FORMULA_WITHOUT_VALUE',
  'FREE_TEXT',
  'GARBLED_TEXT',
  'GUESSED_ENCODING',
  'IDENTIFIER',
  'IGNORED_COLUMN',
  'IMBALANCED',
  'LABELS_TOGETHER',
  'LABEL_VARIANTS',
  'LATER_ROWS',
  'LEAK',
  'MISSING_WORDS',
  'MIXED_COLUMN',
  'MIXED_DECIMALS',
  'MIXED_UNITS',
  'NEARLY_PERFECT',
  'NESTED_VALUES',
  'NO_BETTER_THAN_BASELINE',
  'NO_HEADER',
  'NUMBERS_TOGETHER',
  'ORDERED_CLASSES',
  'QUOTED_LINES',
  'RARE_CLASS',
  'REPEATED_HEADER',
  'REPEATED_SUBJECT',
  'SAMPLED',
  'SENTINEL',
  'SHORTENED_NUMBERS',
  'SKIPPED_LINES',
  'STRAY_BYTES',
  'TIME_NUMBERS',
  'TIME_ORDERED',
  'TOTALS_AMONG_ROWS',
  'TOTALS_ROW',
  'TRANSPOSED',
  'UNITS_ROW',
  'UNLABELLED_ROWS',
  'UNNAMED_INDEX',
  'UNNAMED_VALUES',
  'UNSEEN_CLASS',
] as const;
export const FindingCode = z.enum(FINDING_CODES);
export type FindingCode = z.output<typeof FindingCode>;

/** INFO: nothing has to be done. WARNING: may mislead. PROBLEM: the result should not be used as it is. */
export const Severity = z.enum(['INFO', 'WARNING', 'PROBLEM']);
export type Severity = z.output<typeof Severity>;

/** Cells or labels that a finding shows at most. */
export const MAX_EXAMPLES = 5;

/** Something the owner of a table, a target or a result should know. */
export const Finding = record({
  code: FindingCode,
  severity: Severity,
  /** null: the table or the model as a whole. */
  column: z.string().nullable(),
  /** Rows it touches; null where that cannot be said. */
  rows: z.number().nullable(),
  /** At most {@link MAX_EXAMPLES}, as they stand in the file. */
  examples: list(z.string()),
  /** One plain sentence, and what to do. */
  message: z.string(),
});
export type Finding = Readonly<z.output<typeof Finding>>;

/**
 * Findings as they are stored. One with a code that this version does not know, written by a newer one, is left out:
 * the API could not name it.
 */
export const StoredFindings = list(z.unknown()).transform((entries): readonly Finding[] =>
  entries.flatMap((entry) => {
    const parsed = Finding.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  }),
);
