import type { FieldTable } from '../../csv/bytes/field-table.js';
import { ByteDictionary } from '../../csv/bytes/byte-dictionary.js';
import { cellText, plainNumber } from '../../csv/bytes/cell-bytes.js';
import { BottomK, type RowSpan } from './bottom-k.js';
import { cellValue } from '../../csv/cells/clean.js';
import { scanNumber } from '../../csv/cells/numbers.js';
import { boundedKey } from '../profile/distinct-values.js';
import { MAX_CLASSES } from '../advice/problem-type.js';
import { quotas } from './quotas.js';
import { rowKeys } from '../profile/row-key.js';

/** Some texts may be missing values or spellings of one label. */
const MOST_STRATA = 2 * MAX_CLASSES;
/** Texts among many numbers that are kept apart, since they may be missing values. */
const MOST_WORDS = 1000;
const MOST_KNOWN = 8192;

/** The rows that hold one value of the target. */
interface Stratum {
  rows: number;
  readonly kept: BottomK;
}

/** Turns a target's text into the label it stands for, or into nothing where it is missing. */
export type LabelOf = (text: string) => string;

/** Rows of the spool file to train on; `all`: every row that has a target. */
export type Draw = readonly RowSpan[] | 'all';

/**
 * Draws the rows to train on in one pass, before it is known whether the target is a class or a number: each text in
 * the target has its own draw, from which any number of rows can be taken at the end, or which become one together.
 * Every row has a random key, and a draw keeps the rows with the smallest, so both are exact, even and repeatable.
 * Memory: 20 bytes for each of at most `maxRows` rows a text, never more than all rows.
 */
export class TargetSampler {
  readonly #maxRows: number | null;
  readonly #keyOf: (row: number) => number;
  readonly #strata = new Map<string, Stratum>();
  /** Takes in all strata once there are more than any classification has. */
  #together: Stratum | null = null;
  /** Cells by their bytes; by entry, where they belong. */
  #known = new ByteDictionary(MOST_KNOWN);
  #knownStrata: Stratum[] = [];
  #row = 0;
  #longestLabel = 0;

  constructor(maxRows: number | null, seed: number) {
    this.#maxRows = maxRows;
    this.#keyOf = rowKeys(seed);
  }

  /**
   * Some rows of a table, in order.
   * @param offset added to `starts` it is where a row starts in the spool file
   * @param starts of each row; one more than there are rows
   */
  add(rows: FieldTable, column: number, offset: number, starts: ArrayLike<number>): void {
    const { width, count } = rows;
    for (let row = 0, cell = column; row < count; row++, cell += width) {
      const start = starts[row] as number;
      this.#offer(this.#stratumOfCell(rows, cell), offset + start, (starts[row + 1] as number) - start);
    }
  }

  /** To be called for each row in order; `offset` and `length` tell where it is in the spool file. */
  observe(target: string, offset: number, length: number): void {
    this.#offer(this.#stratumOf(target), offset, length);
  }

  #offer(stratum: Stratum, offset: number, length: number): void {
    const row = this.#row++;
    stratum.rows++;
    if (this.#maxRows !== null) stratum.kept.offer(this.#keyOf(row), offset, length);
  }

  #stratumOfCell({ bytes, starts, ends }: FieldTable, cell: number): Stratum {
    const start = starts[cell] as number;
    const end = ends[cell] as number;
    if (end < 0) return this.#stratumOf(cellText(bytes, start, end));
    const entry = this.#known.find(bytes, start, end);
    if (entry >= 0) return this.#knownStrata[entry] as Stratum;
    if (this.#together !== null && !Number.isNaN(plainNumber(bytes, start, end, false))) {
      this.#longestLabel = Math.max(this.#longestLabel, end - start);
      return this.#together;
    }
    const stratum = this.#stratumOf(bytes.toString('utf8', start, end));
    if (this.#known.add(bytes, start, end, this.#knownStrata.length)) this.#knownStrata.push(stratum);
    return stratum;
  }

  /** Characters of the longest text in the target. */
  get longestLabel(): number {
    return this.#longestLabel;
  }

  /** Rows seen, and how many of them have a target. */
  count(labelOf: LabelOf): { rows: number; rowsWithTarget: number } {
    const counts = this.#draws(labelOf).map(([, stratum]) => stratum.rows);
    return { rows: this.#row, rowsWithTarget: counts.reduce((sum, rows) => sum + rows, 0) };
  }

  /** The draws by label; null for more than {@link MAX_CLASSES} of them. */
  classes(labelOf: LabelOf): ReadonlyMap<string, Stratum> | null {
    if (this.#together !== null) return null;
    const classes = new Map<string, Stratum>();
    for (const [label, stratum] of this.#draws(labelOf)) {
      const known = classes.get(label) ?? this.#newStratum();
      absorb(known, stratum);
      classes.set(label, known);
    }
    return classes.size > MAX_CLASSES ? null : classes;
  }

  /** At most `maxRows` rows, by class in proportion, see {@link quotas}. */
  drawByClass(classes: ReadonlyMap<string, Stratum>): Draw {
    if (this.#maxRows === null) return 'all';
    const strata = [...classes.values()];
    const wanted = quotas(
      strata.map((stratum) => stratum.rows),
      this.#maxRows,
    );
    return inFileOrder(strata.flatMap((stratum, index) => stratum.kept.smallest(wanted[index] ?? 0)));
  }

  /** At most `maxRows` rows, evenly from all that have a target. */
  drawEvenly(labelOf: LabelOf): Draw {
    if (this.#maxRows === null) return 'all';
    const all = new BottomK(this.#maxRows);
    for (const [, stratum] of this.#draws(labelOf)) all.merge(stratum.kept);
    return inFileOrder(all.smallest(this.#maxRows));
  }

  #draws(labelOf: LabelOf): [label: string, stratum: Stratum][] {
    const labelled = [...this.#strata].map(([text, stratum]): [string, Stratum] => [labelOf(text), stratum]);
    const present = labelled.filter(([label]) => label !== '');
    return this.#together === null ? present : [...present, ['', this.#together]];
  }

  #newStratum(): Stratum {
    return { rows: 0, kept: new BottomK(this.#maxRows ?? 0) };
  }

  #stratumOf(target: string): Stratum {
    const label = cellValue(target);
    if (label.length > this.#longestLabel) this.#longestLabel = label.length;
    const text = boundedKey(label);
    const known = this.#strata.get(text);
    if (known !== undefined) return known;
    if (this.#together !== null && (isNumber(text) || this.#strata.size >= MOST_WORDS)) return this.#together;
    const stratum = this.#newStratum();
    this.#strata.set(text, stratum);
    if (this.#together === null && this.#strata.size > MOST_STRATA) {
      this.#together = this.#unite();
      return this.#strata.get(text) ?? this.#together;
    }
    return stratum;
  }

  /** Those that may turn out to be missing stay apart, unless there are too many. */
  #unite(): Stratum {
    const together = this.#newStratum();
    let words = 0;
    for (const [text, stratum] of this.#strata) {
      if (!isNumber(text) && words++ < MOST_WORDS) continue;
      absorb(together, stratum);
      this.#strata.delete(text);
    }
    this.#known = new ByteDictionary(MOST_KNOWN);
    this.#knownStrata = [];
    return together;
  }
}

/** Numbers are never missing, but for those of a unit that is not the column's. */
const isNumber = (text: string): boolean => scanNumber(text)?.unit === null;

function absorb(into: Stratum, stratum: Stratum): void {
  into.rows += stratum.rows;
  into.kept.merge(stratum.kept);
}

const inFileOrder = (spans: RowSpan[]): RowSpan[] => spans.sort((a, b) => a.offset - b.offset);
