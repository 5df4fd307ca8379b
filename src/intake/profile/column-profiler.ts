import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ColumnType } from '../../domain/training-sample.js';
import {
  canonicalCategory,
  isDecimalComma,
  isMissing,
  isMissingUnlessText,
  parseNumber,
  parseTime,
} from '../../csv/cells/cells.js';
import { boundedKey, DistinctValues } from './distinct-values.js';
import { histogramOf } from './histogram.js';
import { areBooleans } from '../../csv/cells/levels.js';

/**
 * More distinct texts than this, and more than half of the values distinct: names, ids or sentences, from which no
 * model learns. Thousands of levels that come back again and again are still a category.
 */
const MOST_LEVELS_OF_FEW_ROWS = 50;
const TEXT_SHARE = 0.5;

/** Characters of a category, at most: a column with a longer text is TEXT, however often it comes back. */
const LONGEST_LEVEL = 1000;

const EXAMPLES = 10;

/** What a text can be read as; `none` is missing unless the column is text, a `whole` number fits both decimal signs. */
type Kind = 'whole' | 'point' | 'comma' | 'time' | 'none' | 'text';

interface Value {
  rows: number;
  readonly kind: Kind;
  /** Of a number or time; else NaN. */
  readonly number: number;
}

/** The spellings of one value, taken together. */
interface Group {
  rows: number;
  /** The commonest spelling, and how often that one occurs. */
  text: string;
  textRows: number;
}

export interface ProfilerLimits {
  /** Distinct texts remembered at most; see {@link DistinctValues}. */
  readonly distinct: number;
  /** Rows whose numbers are remembered for the histogram. */
  readonly sampleRows: number;
}

/** Looks at every cell of one column and says at the end what it is. Memory does not grow with the rows. */
export class ColumnProfiler {
  readonly #name: string;
  readonly #decimalComma: boolean;
  readonly #values: DistinctValues<Value>;
  readonly #sample: Float64Array;
  readonly #kinds = new Set<Kind>();
  #rows = 0;
  #missing = 0;
  #longest = 0;
  #numbers = 0;
  #min = Infinity;
  #max = -Infinity;
  #mean = 0;

  /** @param decimalComma whether `1,5` may be a number */
  constructor(name: string, decimalComma: boolean, limits: ProfilerLimits) {
    this.#name = name;
    this.#decimalComma = decimalComma;
    this.#values = new DistinctValues(limits.distinct);
    this.#sample = new Float64Array(limits.sampleRows).fill(NaN);
  }

  /** @param slot place of the row in the histogram's sample; negative: it is not in it */
  observe(cell: string, slot: number): void {
    const text = cell.trim();
    let number = NaN;
    this.#rows++;
    if (isMissing(text)) this.#missing++;
    else number = this.#count(text);
    if (!Number.isNaN(number)) this.#addNumber(number);
    if (slot >= 0) this.#sample[slot] = number;
  }

  #count(text: string): number {
    const key = boundedKey(text);
    let value = this.#values.get(key);
    if (value === undefined) {
      value = this.#read(text);
      if (text.length > this.#longest) this.#longest = text.length;
      this.#kinds.add(value.kind);
      this.#values.add(key, value);
    }
    value.rows++;
    return value.number;
  }

  #read(text: string): Value {
    // One text makes the column text, whatever else is in it.
    if (this.#kinds.has('text')) return { rows: 0, kind: 'text', number: NaN };
    const number = parseNumber(text, this.#decimalComma);
    if (!Number.isNaN(number)) {
      const kind = isDecimalComma(text) ? 'comma' : text.includes('.') ? 'point' : 'whole';
      return { rows: 0, kind, number };
    }
    const time = parseTime(text);
    if (!Number.isNaN(time)) return { rows: 0, kind: 'time', number: time };
    return { rows: 0, kind: isMissingUnlessText(text) ? 'none' : 'text', number: NaN };
  }

  #addNumber(number: number): void {
    this.#numbers++;
    // A running mean: the sum of large numbers could overflow.
    this.#mean += (number - this.#mean) / this.#numbers;
    if (number < this.#min) this.#min = number;
    if (number > this.#max) this.#max = number;
  }

  finish(): ColumnProfile {
    const type = this.#numericType();
    const groups = this.#groups(type);
    const values =
      type !== null ? this.#numbers : groups.booleans ? sumOfRows(groups.all) : this.#rows - this.#missing;
    const distinct = Math.min(groups.all.length * this.#values.scale, values);
    const common = groups.all.sort((a, b) => b.rows - a.rows).slice(0, EXAMPLES);
    const hasNumbers = type !== null && values > 0;
    return {
      name: this.#name,
      type: type ?? (this.#longest > LONGEST_LEVEL ? 'TEXT' : textType(distinct, values)),
      missing: this.#rows - values,
      distinct,
      examples: common.map((group) => group.text),
      exampleCounts: common.map((group) => group.rows),
      min: hasNumbers ? this.#min : null,
      max: hasNumbers ? this.#max : null,
      mean: hasNumbers ? this.#mean : null,
      histogram: hasNumbers ? histogramOf(this.#sample, this.#min, this.#max) : [],
    };
  }

  /** A column without any value counts as numbers: the engine takes it without complaint, and drops it. */
  #numericType(): 'NUMERIC' | 'TIME' | null {
    const has = (kind: Kind) => this.#kinds.has(kind);
    if (has('text') || (has('point') && has('comma'))) return null;
    const numbers = has('whole') || has('point') || has('comma');
    if (has('time')) return numbers ? null : 'TIME';
    return 'NUMERIC';
  }

  #groups(type: ColumnType | null): { all: Group[]; booleans: boolean } {
    const entries = [...this.#values.entries()];
    if (type !== null) {
      const numbers = entries.filter(([, value]) => !Number.isNaN(value.number));
      return { all: groupSpellings(numbers, (_, value) => value.number), booleans: false };
    }
    const words = entries.filter(([text]) => !isMissingUnlessText(text));
    const booleans = areBooleans([...new Set(words.map(([text]) => text.toLowerCase()))]);
    return booleans
      ? { all: groupSpellings(words, (text) => text.toLowerCase()), booleans }
      : { all: groupSpellings(entries, canonicalCategory), booleans };
  }
}

function groupSpellings(
  entries: readonly [string, Value][],
  keyOf: (text: string, value: Value) => string | number,
): Group[] {
  const groups = new Map<string | number, Group>();
  for (const [text, value] of entries) {
    const key = keyOf(text, value);
    const group = groups.get(key) ?? { rows: 0, text, textRows: 0 };
    group.rows += value.rows;
    if (value.rows > group.textRows) {
      group.text = text;
      group.textRows = value.rows;
    }
    groups.set(key, group);
  }
  return [...groups.values()];
}

const sumOfRows = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.rows, 0);

function textType(distinct: number, values: number): ColumnType {
  return distinct > MOST_LEVELS_OF_FEW_ROWS && distinct > values * TEXT_SHARE ? 'TEXT' : 'CATEGORICAL';
}
