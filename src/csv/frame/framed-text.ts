import { isValue } from '../detect/header.js';
import { DELIMITERS, type Delimiter } from '../records/parse-records.js';
import type { FoundTable } from './find-table.js';
import { lineOf } from './lines.js';
import { mayHavePageLines } from './page-lines.js';
import { lineWriter, rewrite, type LostValues } from './rewrite.js';
import { firstRecords } from './split.js';
import { TableFilter } from './table-filter.js';

/** A text from which all was taken that is no part of the table. */
export interface FramedText {
  /** RFC 4180: the header, if there is one, and rows of as many cells. Lines keep their numbers. To be iterated once. */
  readonly text: AsyncGenerator<Buffer>;
  readonly delimiter: Delimiter;
  readonly filter: TableFilter;
  /** Values in columns that have no name, and no value in the first rows. */
  readonly lost: LostValues;
}

/** A page is no longer, about. */
const PAGE_BYTES = 64 * 1024;
/** What a text becomes whose delimiter the readers do not know. */
const OTHER_DELIMITER = '\t';

/** @param rest of the text, after the head in which the table was found */
export function frameText(found: FoundTable, rest: AsyncIterable<Buffer>): FramedText {
  const { frame, head, comment } = found;
  const { dialect, layout, hasHeader } = frame;
  const known = DELIMITERS.find((delimiter) => delimiter === dialect.delimiter);
  const delimiter = known ?? OTHER_DELIMITER;
  const lost: LostValues = { rows: 0, examples: [] };
  const isPlain = frame.even && known !== undefined;
  const whole = concat(head, rest);
  const text = isPlain ? whole : rewrite(whole, dialect, layout, hasHeader, delimiter, lost);
  const columns = layout.first.slice(layout.from, layout.to);
  const isNamed = hasHeader && columns.length > 1 && columns.some((name) => !isValue(name));
  const filter = new TableFilter({
    delimiter,
    width: columns.length,
    header: !isNamed ? null : isPlain ? headerLine(found) : Buffer.from(lineWriter(delimiter)(columns)),
    comment,
    pages: mayHavePageLines(head.toString('utf8', 0, PAGE_BYTES)),
  });
  return { text: filter.apply(text), delimiter, filter, lost };
}

/** null where the header has more than one line. */
function headerLine({ frame, head }: FoundTable): Buffer | null {
  const line = lineOf(head, frame.line);
  const record = firstRecords(line.toString('utf8'), frame.dialect, 1)[0];
  return record?.cells.length === frame.layout.first.length ? line : null;
}

async function* concat(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}
