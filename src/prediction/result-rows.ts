import { csvCell } from '../csv/records/csv-line.js';
import { inert } from '../csv/records/spreadsheet.js';
import type { ModelSignature } from '../domain/manifest.js';
import type { JsonRow } from './prediction-service.js';
import { contributionNames, resultNames } from './result-names.js';
import type { RowContributions, Scores } from './scorer.js';

export interface ResultOptions {
  /** Names of the columns that stand before each prediction. */
  readonly kept?: readonly string[];
  /** Columns that explain each row. */
  readonly top?: number;
  /** Of a regression: scores hold the ends of an interval behind the value. */
  readonly interval?: boolean;
  /** Write text that begins like a formula as it is, see {@link inert}. Default: false. */
  readonly formulas?: boolean;
}

/** Of some rows. */
export interface Results {
  readonly scores: Scores;
  /** One for each row, with `top` columns or fewer, for which cells are left empty; null: unexplained. */
  readonly explained: readonly RowContributions[] | null;
  /** By row, the cells of the kept columns. */
  readonly kept: (row: number) => readonly string[];
}

const NONE: readonly string[] = [];
const nothingKept = () => NONE;

export const plainResults = (scores: Scores): Results => ({ scores, explained: null, kept: nothingKept });

/** Shapes scores for people: as JSON rows, and as lines of CSV with the same columns. */
export class ResultRows {
  readonly #names: readonly string[];
  readonly #kept: readonly string[];
  readonly #top: number;
  readonly #write: (text: string) => string;
  readonly #levels: readonly string[] | null;
  readonly #labelTexts: readonly string[];

  constructor(response: ModelSignature['response'], options: ResultOptions = {}) {
    const { kept = [], top = 0, formulas = false, interval = false } = options;
    this.#names = resultNames(response, interval);
    this.#kept = kept;
    this.#top = top;
    this.#write = formulas ? csvCell : (text) => csvCell(inert(text));
    this.#levels = response.levels;
    this.#labelTexts = (response.levels ?? []).map(this.#write);
  }

  json({ scores, kept }: Results, row: number): JsonRow {
    const cells = this.#kept.length > 0 ? kept(row) : NONE;
    return Object.fromEntries([
      ...this.#kept.map((name, index) => [name, cells[index]]),
      ...this.#names.map((name, index) => [name, this.#cell(scores, row, index)]),
    ]) as JsonRow;
  }

  csvHeader(): string {
    const names = [...this.#kept, ...this.#names];
    const all = this.#top > 0 ? [...names, ...contributionNames(this.#top, names)] : names;
    return `${all.map(this.#write).join(',')}\n`;
  }

  csv({ scores, explained, kept }: Results): string {
    const { count, labels, values } = scores;
    const keeps = this.#kept.length > 0;
    let text = '';
    for (let row = 0; row < count; row++) {
      if (keeps) for (const cell of kept(row)) text += `${this.#write(cell)},`;
      if (labels) text += this.#labelTexts[labels[row] as number] ?? '';
      for (let index = 0; index < values.length; index++) {
        const value = (values[index] as Float64Array)[row] as number;
        if (labels || index > 0) text += ',';
        if (!Number.isNaN(value)) text += String(value);
      }
      if (explained) text += this.#contributions(explained[row]);
      text += '\n';
    }
    return text;
  }

  /** null where the model makes no prediction. */
  #cell(scores: Scores, row: number, index: number): string | number | null {
    if (index === 0 && this.#levels !== null) return this.#levels[scores.labels?.[row] ?? -1] ?? null;
    const value = scores.values[this.#levels === null ? index : index - 1]?.[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  }

  #contributions(row: RowContributions | undefined): string {
    const text = (cell: string | number | null) =>
      typeof cell === 'string' ? this.#write(cell) : String(cell ?? '');
    let cells = '';
    for (let index = 0; index < this.#top; index++) {
      const entry = row?.columns[index];
      cells += entry ? `,${text(entry.column)},${text(entry.value)},${text(entry.contribution)}` : ',,,';
    }
    return `${cells},${text(row?.bias ?? null)}`;
  }
}
