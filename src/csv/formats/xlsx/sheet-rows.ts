import { InvalidCsvError } from '../../../domain/errors.js';
import type { NumberedRow } from '../row-text.js';
import { readXml } from '../xml.js';
import { dateOf, type CellKind } from './number-format.js';
import { TextRuns } from './shared-strings.js';

/** Of a sheet. Source: Excel's own limits. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 16_384;

export interface SheetContext {
  readonly strings: readonly string[];
  /** By the index of a cell's style. */
  readonly formats: readonly CellKind[];
  readonly date1904: boolean;
}

/** Counts what could not be taken over. */
export interface SheetNotes {
  /** Cells with a formula whose value was not saved. */
  formulasWithoutValue: number;
}

/** Rows with a value, in batches; cells as text, up to the last that has one. */
export async function* sheetRows(
  part: AsyncIterable<Buffer>,
  context: SheetContext,
  notes: SheetNotes,
): AsyncGenerator<NumberedRow[]> {
  const reader = new RowReader(context, notes);
  const pieces = readXml(part, reader);
  try {
    for (let more = true; more;) {
      more = !(await pieces.next()).done;
      const rows = reader.drain();
      if (rows.length > 0) yield rows;
    }
  } finally {
    await pieces.return(undefined);
  }
}

class RowReader {
  readonly #context: SheetContext;
  readonly #notes: SheetNotes;
  readonly #runs = new TextRuns();
  #rows: NumberedRow[] = [];
  #row = 0;
  #cells: string[] = [];
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #hasFormula = false;
  #inValue = false;

  constructor(context: SheetContext, notes: SheetNotes) {
    this.#context = context;
    this.#notes = notes;
  }

  drain(): NumberedRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#runs.open(name);
    switch (name) {
      case 'row':
        this.#openRow(attributes['r']);
        break;
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
        this.#inValue = true;
        break;
      case 'f':
        this.#hasFormula = true;
        break;
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else this.#runs.text(text);
  }

  close(name: string): void {
    this.#runs.close(name);
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row' && this.#cells.length > 0) {
      this.#rows.push({ number: this.#row, cells: this.#cells });
      this.#cells = [];
    }
  }

  #openRow(number: string | undefined): void {
    const row = number === undefined ? this.#row + 1 : Number(number);
    if (!Number.isInteger(row) || row <= this.#row || row > MAX_ROWS) {
      throw new InvalidCsvError(
        `The sheet has a row ${number ?? row} that no sheet can have. Save it again and upload that.`,
      );
    }
    this.#row = row;
    this.#column = -1;
    this.#cells = [];
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column >= MAX_COLUMNS) {
      throw new InvalidCsvError(
        `The sheet has a cell ${r ?? ''} beyond the last column that a sheet can have.`,
      );
    }
    this.#type = t;
    this.#style = Number(s);
    this.#value = '';
    this.#hasFormula = false;
    this.#runs.take();
  }

  #closeCell(): void {
    const text = this.#textOfCell();
    if (text === '') return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #textOfCell(): string {
    const value = this.#value;
    if (this.#hasFormula && value === '' && this.#type !== 'str') this.#notes.formulasWithoutValue++;
    switch (this.#type) {
      case 's':
        return this.#context.strings[Number(value)] ?? '';
      case 'inlineStr':
        return this.#runs.take();
      case 'str':
      case 'd':
        return value;
      case 'b':
        return value === '' ? '' : value === '1' || value === 'true' ? 'true' : 'false';
      case 'e':
        return '';
      default:
        return this.#number(value);
    }
  }

  #number(value: string): string {
    const format = this.#context.formats[this.#style] ?? 'number';
    if (value === '' || format === 'number') return value;
    if (typeof format === 'object') return /^\d+$/.test(value) ? value.padStart(format.digits, '0') : value;
    return dateOf(Number(value), format, this.#context.date1904) ?? value;
  }
}

/** 0-based column of a reference such as `BC12`; beyond all columns where it is none. */
function columnOf(reference: string): number {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/i.exec(reference)?.[1]?.toUpperCase();
  if (letters === undefined) return MAX_COLUMNS;
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column - 1;
}
