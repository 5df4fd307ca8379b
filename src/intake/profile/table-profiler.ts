import type { ColumnType } from '../../domain/training-options.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { Finding } from '../../domain/finding.js';
import type { FieldTable } from '../../csv/bytes/field-table.js';
import { ByteTally } from './byte-tally.js';
import { columnFindings } from './column-findings.js';
import type { LineOf } from './finding-list.js';
import { ColumnTally, type TallyLimits } from './column-tally.js';
import { decideColumn, DETECT } from './decide-column.js';
import { describeColumn } from './describe-column.js';
import { rowKeys } from './row-key.js';
import { hintsOf } from './table-hints.js';

/** Shared by all columns of a table, so that a wide one takes no more memory than a narrow one. */
const DISTINCT_BUDGET = 200_000;
const SAMPLE_BUDGET = 300_000;
const KNOWN_BUDGET = 400_000;

export function limitsFor(columns: number): TallyLimits {
  const share = (budget: number, min: number, max: number) =>
    Math.min(max, Math.max(min, Math.floor(budget / columns)));
  return { distinct: share(DISTINCT_BUDGET, 100, 10_000), sampleRows: share(SAMPLE_BUDGET, 50, 1_000) };
}

/** A table's columns, and what was noticed about them. */
export interface TableProfile {
  readonly columns: readonly ColumnProfile[];
  readonly findings: readonly Finding[];
}

/** Looks at every cell of a table once and describes its columns. */
export class TableProfiler {
  readonly #header: readonly string[];
  readonly #pointDecimals: boolean;
  readonly #types: ReadonlyMap<string, ColumnType>;
  readonly #tallies: readonly ColumnTally[];
  readonly #slots: SampleSlots;
  readonly #bytes: readonly ByteTally[];
  #rows = 0;

  /**
   * @param pointDecimals whether a point is the decimal mark unless the cells say otherwise
   * @param types of columns whose type the file's format knows
   */
  constructor(
    header: readonly string[],
    pointDecimals: boolean,
    types: ReadonlyMap<string, ColumnType> = new Map(),
  ) {
    const limits = limitsFor(header.length);
    this.#header = header;
    this.#pointDecimals = pointDecimals;
    this.#types = types;
    this.#slots = new SampleSlots(limits.sampleRows);
    this.#tallies = header.map(() => new ColumnTally(limits));
    const known = Math.floor(KNOWN_BUDGET / header.length);
    this.#bytes = this.#tallies.map((tally) => new ByteTally(tally, known));
  }

  add(rows: FieldTable): void {
    for (let row = 0; row < rows.count; row++) {
      const slot = this.#slots.next();
      if (slot < 0) continue;
      for (const [column, tally] of this.#tallies.entries()) tally.keep(rows.text(row, column), slot);
    }
    for (const [column, bytes] of this.#bytes.entries()) bytes.add(rows, column, this.#rows);
    this.#rows += rows.count;
  }

  /** @param lineOf of each row */
  finish(lineOf?: LineOf): TableProfile {
    for (const bytes of this.#bytes) bytes.settle();
    const hints = hintsOf(this.#tallies, this.#pointDecimals);
    const decided = this.#tallies.map((tally, index) => {
      const name = this.#header[index] ?? '';
      return {
        name,
        tally,
        decision: decideColumn(tally, name, hints, { ...DETECT, type: this.#types.get(name) ?? null }),
      };
    });
    return {
      columns: decided.map(({ name, tally, decision }) => describeColumn(name, tally, decision)),
      findings: decided.flatMap(({ name, tally, decision }) => columnFindings(name, tally, decision, lineOf)),
    };
  }
}

/** Which rows are in a sample of a table that is read once. */
export class SampleSlots {
  readonly #size: number;
  readonly #randomKey = rowKeys(0);
  #rows = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * The place of the next row in the sample, or -1 (algorithm R, Vitter 1985): each row so far is in it with the same
   * probability.
   */
  next(): number {
    const row = this.#rows++;
    if (row < this.#size) return row;
    const place = Math.floor(this.#randomKey(row) * (row + 1));
    return place < this.#size ? place : -1;
  }
}
