import { trimCell } from '../../cells/clean.js';
import type { Finding } from '../../../domain/finding.js';
import { InvalidCsvError } from '../../../domain/errors.js';
import type { FormatTable } from '../format-table.js';
import { textOfRows, type NumberedRow } from '../row-text.js';
import type { ZipFile } from '../zip-file.js';
import { readCellFormats } from './number-format.js';
import { readSharedStrings } from './shared-strings.js';
import { sheetRows, type SheetContext, type SheetNotes } from './sheet-rows.js';
import { readWorkbook, type Sheet, type Workbook } from './workbook.js';

/** Rows by which a sheet is judged, and its width found. */
const LOOKED_AT = 200;
const FEWEST_ROWS = 11;

export interface WorkbookOptions {
  /** Name of the sheet; null: the first that holds a table. */
  readonly sheet: string | null;
  /** Columns to expect: a sheet that has them is preferred. */
  readonly knownNames: readonly string[];
  /** Name of the sheet that such a table was in before; null: there is none. */
  readonly likelySheet: string | null;
}

interface Beyond {
  rows: number;
  readonly examples: string[];
}

/** @throws {InvalidCsvError} */
export async function openWorkbook(zip: ZipFile, options: WorkbookOptions): Promise<FormatTable> {
  const workbook = await readWorkbook(zip);
  const context: SheetContext = {
    strings:
      workbook.sharedStrings === null || !zip.has(workbook.sharedStrings)
        ? []
        : await readSharedStrings(zip.read(workbook.sharedStrings)),
    formats:
      workbook.styles === null || !zip.has(workbook.styles)
        ? []
        : await readCellFormats(zip.read(workbook.styles)),
    date1904: workbook.date1904,
  };
  const rowsOf = (sheet: Sheet, notes: SheetNotes) => sheetRows(zip.read(sheet.part), context, notes);
  const { sheet, width } = await chooseSheet(workbook, options, (one) =>
    rowsOf(one, { formulasWithoutValue: 0 }),
  );
  const notes: SheetNotes = { formulasWithoutValue: 0 };
  const beyond: Beyond = { rows: 0, examples: [] };
  return {
    format: 'XLSX',
    text: textOfRows(ofWidth(rowsOf(sheet, notes), width, beyond)),
    names: null,
    types: new Map(),
    sheet: sheet.name,
    sheets: workbook.sheets.map(({ name }) => name),
    findings: () => findings(notes, beyond),
  };
}

interface Choice {
  readonly sheet: Sheet;
  /** Of the widest of the rows looked at. */
  readonly width: number;
}

async function chooseSheet(
  { sheets }: Workbook,
  { sheet: asked, knownNames, likelySheet }: WorkbookOptions,
  rowsOf: (sheet: Sheet) => AsyncGenerator<NumberedRow[]>,
): Promise<Choice> {
  const known = new Set(knownNames);
  const candidates =
    asked === null ? sheets.filter(({ hidden }) => !hidden) : sheets.filter(({ name }) => name === asked);
  if (candidates.length === 0) {
    const names = sheets.map(({ name }) => JSON.stringify(name)).join(', ');
    throw new InvalidCsvError(
      asked === null
        ? `All sheets of the workbook are hidden: ${names}. Name one: reading: { sheet: "…" }.`
        : `The workbook has no sheet ${JSON.stringify(asked)}. Its sheets are ${names}.`,
    );
  }
  let best: (Choice & { worth: number }) | undefined;
  for (const sheet of candidates) {
    const rows = await firstRows(rowsOf(sheet));
    const full = rows.filter(({ cells }) => cells.filter((cell) => cell !== '').length > 1).length;
    const held = Math.max(
      0,
      ...rows.map(({ cells }) => cells.filter((cell) => known.has(trimCell(cell))).length),
    );
    // Names that are expected count most; then a sheet with enough rows to learn from, then one with any.
    const worth =
      held * 4 + (full >= FEWEST_ROWS ? 2 : full > 1 ? 1 : 0) + (sheet.name === likelySheet ? 3 : 0);
    if (best === undefined || worth > best.worth) {
      best = { sheet, width: Math.max(1, ...rows.map(({ cells }) => cells.length)), worth };
    }
  }
  return best as Choice;
}

async function firstRows(batches: AsyncGenerator<NumberedRow[]>): Promise<NumberedRow[]> {
  const rows: NumberedRow[] = [];
  for await (const batch of batches) {
    rows.push(...batch.slice(0, LOOKED_AT - rows.length));
    if (rows.length >= LOOKED_AT) break;
  }
  return rows;
}

/** Rows of one width: a sheet does not say where a row ends. */
async function* ofWidth(
  batches: AsyncGenerator<NumberedRow[]>,
  width: number,
  beyond: Beyond,
): AsyncGenerator<NumberedRow[]> {
  for await (const batch of batches) {
    yield batch.map(({ number, cells }) => {
      if (cells.length > width) {
        beyond.rows++;
        const example = cells.slice(width).find((cell) => cell !== '');
        if (example !== undefined && beyond.examples.length < 5) beyond.examples.push(example);
      }
      return { number, cells: Array.from({ length: width }, (_, column) => cells[column] ?? '') };
    });
  }
}

function findings(notes: SheetNotes, beyond: Beyond): Finding[] {
  const found: Finding[] = [];
  if (notes.formulasWithoutValue > 0) {
    found.push({
      code: 'FORMULA_WITHOUT_VALUE',
      severity: 'WARNING',
      column: null,
      rows: null,
      examples: [],
      message: `Cells with a formula whose value was not saved count as missing: ${notes.formulasWithoutValue} of them. Open the workbook in a spreadsheet, save it and upload it again.`,
    });
  }
  if (beyond.rows > 0) {
    found.push({
      code: 'UNNAMED_VALUES',
      severity: 'WARNING',
      column: null,
      rows: beyond.rows,
      examples: beyond.examples,
      message: `${beyond.rows} rows have values to the right of the table, which were left out. Give their column a name to use it.`,
    });
  }
  return found;
}
