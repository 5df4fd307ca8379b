import { trimCell } from '../cells/clean.js';
import type { Finding } from '../../domain/finding.js';
import { shorten } from '../../domain/echo.js';
import type { Cleaned } from './clean-text.js';
import type { ColumnNames } from './column-names.js';
import type { FoundTable } from './find-table.js';
import type { FramedText } from './framed-text.js';
import { isBlank } from './table-start.js';
import { labelsOfTransposed } from './transposed.js';

const EXAMPLES = 5;
const SHOWN_BYTES = 64 * 1024;

/** What was left out of a text, and guessed of it; complete at the end of the text. */
export function findingsAround(
  found: FoundTable,
  names: ColumnNames,
  framed: FramedText,
  cleaned: Cleaned,
  guessedEncoding: string | null,
): Finding[] {
  const { frame, above } = found;
  const { filter, lost } = framed;
  const findings: Finding[] = [];
  const add = (
    code: Finding['code'],
    severity: Finding['severity'],
    message: string,
    {
      rows = null,
      examples = [],
      column = null,
    }: Partial<Pick<Finding, 'rows' | 'examples' | 'column'>> = {},
  ) => {
    const shown = examples.slice(0, EXAMPLES).map((example) => shorten(example));
    findings.push({ code, severity, column, rows, examples: shown, message });
  };
  if (guessedEncoding !== null) {
    const words =
      found.head.toString('utf8', 0, SHOWN_BYTES).match(/[\p{L}\p{M}]*[^\p{ASCII}][\p{L}\p{M}]*/gu) ?? [];
    add(
      'GUESSED_ENCODING',
      'INFO',
      `The file is no UTF-8; its letters are read as ${guessedEncoding}. If words look wrong, say how it was saved: reading: { encoding: "…" }.`,
      { examples: [...new Set(words)] },
    );
  }
  if (cleaned.nuls > 0) {
    add(
      'STRAY_BYTES',
      'INFO',
      `The file holds ${cleaned.nuls} NUL bytes, which are no text. They are left out of the cells. Export it again if cells are cut.`,
    );
  }
  if (cleaned.wrapped) {
    add(
      'QUOTED_LINES',
      'INFO',
      'Each line is in quotes as a whole, as if it were one cell. The quotes are left out, and the cells inside are read.',
    );
  }
  const titles = above.map((line) => line.replace(/[,;|\s]+$/, '')).filter((line) => line !== '');
  if (titles.length > 0) {
    add(
      'SKIPPED_LINES',
      'INFO',
      `${lines(titles.length)} above the table ${is(titles.length)} no part of it, and skipped.`,
      {
        examples: titles,
      },
    );
  }
  if (frame.units !== null) {
    const units = frame.units.cells.filter((cell) => !isBlank(cell));
    add(
      'UNITS_ROW',
      'INFO',
      `Line ${frame.units.line} has the units of the columns. It is no row, and skipped.`,
      {
        examples: units,
      },
    );
  }
  for (const { line, cells } of frame.descriptions) {
    add('SKIPPED_LINES', 'INFO', `Line ${line} says what the columns are. It is no row, and skipped.`, {
      examples: cells.filter((cell) => !isBlank(cell)),
    });
  }
  if (filter.repeatedHeaders > 0) {
    const { repeatedHeaders: times } = filter;
    add(
      'REPEATED_HEADER',
      'INFO',
      `The header comes again in ${lines(times)}, which ${is(times)} no row, and skipped.`,
      {
        rows: times,
      },
    );
  }
  if (filter.pages > 0) {
    add(
      'SKIPPED_LINES',
      'INFO',
      `${lines(filter.pages)} between the rows ${is(filter.pages)} a rule or the number of a page, and skipped.`,
    );
  }
  if (filter.comments > 0) {
    add(
      'SKIPPED_LINES',
      'INFO',
      `${lines(filter.comments)} of comment between the rows ${is(filter.comments)} skipped.`,
    );
  }
  const below = (totals: boolean) =>
    filter.footer
      .filter(({ kind }) => (kind === 'totals') === totals)
      .map(({ record }) => record.cells.filter((cell) => !isBlank(cell)).join(', '));
  const totals = below(true);
  if (totals.length > 0) {
    add(
      'TOTALS_ROW',
      'INFO',
      `${lines(totals.length)} of totals at the end ${is(totals.length)} no row, and skipped.`,
      {
        rows: totals.length,
        examples: totals,
      },
    );
  }
  const notes = below(false);
  if (notes.length > 0) {
    add(
      'SKIPPED_LINES',
      'INFO',
      `${lines(notes.length)} below the table ${is(notes.length)} no part of it, and skipped.`,
      {
        examples: notes.filter((note) => note !== ''),
      },
    );
  }
  if (lost.rows > 0) {
    add(
      'UNNAMED_VALUES',
      'WARNING',
      `${lost.rows} rows have a value in a column without a name, which is left out. Give the column a name to use it.`,
      { rows: lost.rows, examples: lost.examples },
    );
  }
  if (names.index !== null) {
    add(
      'UNNAMED_INDEX',
      'WARNING',
      `The first column has no name and tells the rows apart, as row numbers do. It is called "${names.index}" here; new rows have other values, so it is left out of training. Give it a name to use it.`,
      { column: names.index },
    );
  }
  const repeated = frame.hasHeader
    ? names.names.filter((name, index) => {
        const given = trimCell(frame.layout.first[frame.layout.from + index] ?? '');
        return given !== '' && given !== name;
      })
    : [];
  if (repeated.length > 0) {
    add(
      'DUPLICATE_NAMES',
      'WARNING',
      `Several columns have the same name; a number is added to it, as in "${shorten(repeated[0] ?? '')}". Give each column its own name.`,
      { examples: repeated },
    );
  }
  const labels = frame.hasHeader ? labelsOfTransposed(names.names, frame.rows) : null;
  if (labels !== null) {
    add(
      'TRANSPOSED',
      'WARNING',
      'The table seems to lie on its side: its rows look like measurements, and its columns like the things measured. ' +
        'Turn it, so that each thing is a row (in a spreadsheet: paste special, transpose; with pandas: df.T), and upload that.',
      { examples: labels },
    );
  }
  if (!frame.hasHeader) {
    add(
      'NO_HEADER',
      'INFO',
      'The first line looks like values, so the columns are named C1, C2, … If it has their names, say so: reading: { header: true }.',
    );
  }
  return findings;
}

const lines = (count: number): string => (count === 1 ? '1 line' : `${count} lines`);
const is = (count: number): string => (count === 1 ? 'is' : 'are');
