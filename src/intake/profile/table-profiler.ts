import type { ColumnProfile } from '../../domain/column-profile.js';
import { ColumnProfiler, type ProfilerLimits } from './column-profiler.js';
import type { CsvRecord } from '../../csv/records/parse-records.js';
import { rowKeys } from './row-key.js';

/** Shared by all columns of a table, so that a wide one takes no more memory than a narrow one. */
const DISTINCT_BUDGET = 200_000;
const SAMPLE_BUDGET = 1_000_000;

function limitsFor(columns: number): ProfilerLimits {
  const share = (budget: number, min: number, max: number) =>
    Math.min(max, Math.max(min, Math.floor(budget / columns)));
  return { distinct: share(DISTINCT_BUDGET, 100, 10_000), sampleRows: share(SAMPLE_BUDGET, 100, 1_000) };
}

/** Looks at every cell of a table once and describes its columns. */
export class TableProfiler {
  readonly #columns: readonly ColumnProfiler[];
  readonly #sampleRows: number;
  readonly #randomKey = rowKeys(0);
  #rows = 0;

  /** @param decimalComma whether `1,5` may be a number */
  constructor(header: readonly string[], decimalComma: boolean) {
    const limits = limitsFor(header.length);
    this.#sampleRows = limits.sampleRows;
    this.#columns = header.map((name) => new ColumnProfiler(name, decimalComma, limits));
  }

  observe(record: CsvRecord): void {
    const slot = this.#sampleSlot();
    this.#rows++;
    for (let i = 0; i < this.#columns.length; i++) this.#columns[i]?.observe(record[i] ?? '', slot);
  }

  /** Algorithm R (Vitter 1985): each row so far is in the sample with the same probability. */
  #sampleSlot(): number {
    if (this.#rows < this.#sampleRows) return this.#rows;
    const place = Math.floor(this.#randomKey(this.#rows) * (this.#rows + 1));
    return place < this.#sampleRows ? place : -1;
  }

  finish(): ColumnProfile[] {
    return this.#columns.map((column) => column.finish());
  }
}
