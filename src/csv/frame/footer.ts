import type { CsvRecord } from '../records/parse-records.js';
import type { TextRecord } from './split.js';
import { filled, isBlank, isRule } from './table-start.js';

type FooterKind = 'totals' | 'note' | 'empty';

/** A record below the last row. */
export interface FooterRecord {
  readonly kind: FooterKind;
  readonly record: TextRecord;
}

/** A name for what sums up rows. */
export const TOTALS =
  /^(?:grand |sub-?|overall )?(?:totals?|sums?|averages?|avg|means?|insgesamt|gesamt(?:summe)?|summe|mittelwert|durchschnitt|totale?s?|totaal|somme|moyenne|suma|promedio|media|итого|всего|合計|合计|总计)\s*:?$/iu;
const ROW_COUNT = /^\(?\d[\d,. ]*(?:rows?|records?|entries|lines|results?)\b[^,]*\)?\.?$/i;
const NOTE =
  /^(?:(?:data )?sources?|notes?|generated|exported|created|printed|report|retrieved|copyright|©|end of (?:file|report|data)|page \d|legend|footnotes?|disclaimer)\b/i;

const MOST_FOOTERS = 10;

/**
 * What stands below the table at the end of a text: totals, notes, records of empty cells. A record of the table's
 * width is one only where it says so: it begins with a word for totals and lacks a value or exceeds all others, begins
 * with a word for notes and has nothing else, or is empty.
 * @param records the last ones of the text
 * @param width cells of the table
 */
export function findFooter(records: readonly TextRecord[], width: number): FooterRecord[] {
  if (width < 2) return [];
  const footer: FooterRecord[] = [];
  let end = records.length;
  while (end > 0 && footer.length < MOST_FOOTERS) {
    const record = records[end - 1] as TextRecord;
    const kind = kindOf(record, records.slice(0, end - 1), width);
    if (kind === null) break;
    footer.unshift({ kind, record });
    end--;
  }
  return footer;
}

function kindOf(record: TextRecord, above: readonly TextRecord[], width: number): FooterKind | null {
  const { cells } = record;
  const values = filled(cells);
  if (cells.some((cell) => /[\r\n]/.test(cell))) return null;
  if (values === 0 || isRule(cells)) return 'empty';
  const text = (cells.find((cell) => !isBlank(cell)) ?? '').trim();
  const ragged = cells.length < width;
  // What occurs above as well is a label.
  if (!ragged && above.some((other) => other.cells.some((cell) => cell.trim() === text))) return null;
  if (TOTALS.test(text)) {
    if (ragged || values < width || exceedsAll(cells, above, width)) return 'totals';
  }
  const startsLine = !isBlank(cells[0] ?? '');
  if (values === 1 && startsLine && (ROW_COUNT.test(text) || NOTE.test(text))) return 'note';
  if (
    ragged &&
    startsLine &&
    (NOTE.test(text) || /^(?:#|%|\/\/|\*)/.test(text) || /^totals?\b.*:/i.test(text))
  )
    return 'note';
  return ragged && record.gap > 1 ? 'note' : null;
}

/** Whether some number in it is larger than the same cell of all rows above, which hold none below 0. */
function exceedsAll(cells: CsvRecord, above: readonly TextRecord[], width: number): boolean {
  const rows = above.filter((row) => row.cells.length === width);
  return cells.some((cell, column) => {
    const total = Number(cell);
    if (isBlank(cell) || !(total > 0)) return false;
    const values = rows.map((row) => Number(row.cells[column])).filter((value) => !Number.isNaN(value));
    // The header may be among the rows.
    return (
      values.length > 2 &&
      values.length >= rows.length - 1 &&
      values.every((value) => value >= 0 && value < total)
    );
  });
}
