import type { SignatureColumn } from '../../domain/manifest.js';
import { cellReader, formatOf, ODD, type CellReader } from '../../csv/cells/cell-reader.js';
import type { InputFaults } from '../input-faults.js';
import { boundsOf, type Bounds } from '../bounds.js';
import { ByteDictionary } from '../../csv/bytes/byte-dictionary.js';
import { cellText, plainNumber } from '../../csv/bytes/cell-bytes.js';
import type { FieldTable } from '../../csv/bytes/field-table.js';

/**
 * Turns one column of cells into the numbers a model takes. What a cell means is decided by {@link cellReader}, on
 * text; plain digits, and cells whose bytes were met before, need no text.
 */
export class ColumnEncoder {
  /** Of the signature. */
  readonly #column: number;
  /** Of the file. */
  readonly #place: number;
  readonly #isNumeric: boolean;
  readonly #decimalComma: boolean;
  readonly #read: CellReader;
  readonly #bounds: Bounds;
  readonly #known = new ByteDictionary();
  /** Cells of the rows at hand that mean nothing. */
  #strange = 0;

  /** @param commaSeparated whether a comma separates the cells of the file */
  constructor(column: SignatureColumn, index: number, place: number, commaSeparated: boolean) {
    const format = formatOf(column);
    this.#column = index;
    this.#place = place;
    this.#isNumeric = format.kind === 'number';
    this.#decimalComma = format.kind === 'number' && format.decimal === ',';
    this.#read = cellReader(column, commaSeparated);
    this.#bounds = boundsOf(column);
  }

  encode(table: FieldTable, into: Float64Array, faults: InputFaults): void {
    if (this.#isNumeric) this.#encodeNumbers(table, into, faults);
    else this.#encodeKnown(table, into, faults);
    this.#look(table, into, faults);
  }

  /** Notes which values are missing, and which are unlike those of training. */
  #look(table: FieldTable, values: Float64Array, faults: InputFaults): void {
    const { low, high } = this.#bounds;
    let missing = 0;
    for (let row = 0; row < table.count; row++) {
      const value = values[row] as number;
      if (Number.isNaN(value)) missing++;
      else if (value < low || value > high) {
        faults.noteBeyond(this.#column, () => table.text(row, this.#place));
      }
    }
    faults.noteEmpty(this.#column, missing - this.#strange);
    this.#strange = 0;
  }

  #encodeNumbers(table: FieldTable, into: Float64Array, faults: InputFaults): void {
    const { bytes, starts, ends, count, width } = table;
    const decimalComma = this.#decimalComma;
    for (let r = 0, cell = this.#place; r < count; r++, cell += width) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      let value = NaN;
      if (end > start) value = plainNumber(bytes, start, end, decimalComma);
      // No plain digits: another spelling of a number, a word for a missing value, or other text. Empty is missing.
      if (Number.isNaN(value) && end !== start) value = this.#readText(bytes, start, end, faults);
      into[r] = value;
    }
  }

  #encodeKnown(table: FieldTable, into: Float64Array, faults: InputFaults): void {
    const { bytes, starts, ends, count, width } = table;
    const known = this.#known;
    for (let r = 0, cell = this.#place; r < count; r++, cell += width) {
      const start = starts[cell] as number;
      const end = ends[cell] as number;
      const entry = end < 0 ? -1 : known.find(bytes, start, end);
      into[r] = entry >= 0 ? known.value(entry) : this.#readText(bytes, start, end, faults);
    }
  }

  #readText(bytes: Buffer, start: number, end: number, faults: InputFaults): number {
    const text = cellText(bytes, start, end);
    const value = this.#read(text);
    if (value === ODD) {
      faults.noteStrange(this.#column, text);
      this.#strange++;
      return NaN;
    }
    if (!this.#isNumeric && end >= 0) this.#known.add(bytes, start, end, value);
    return value;
  }
}
