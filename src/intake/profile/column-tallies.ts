import { cellText } from '../../csv/bytes/cell-bytes.js';
import type { FieldCells } from '../../csv/bytes/field-table.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { Finding } from '../../domain/finding.js';
import type { ColumnType } from '../../domain/training-options.js';
import { ByteTally } from './byte-tally.js';
import { columnFindings } from './column-findings.js';
import { ColumnTally, type TallyLimits } from './column-tally.js';
import { decideColumn, DETECT } from './decide-column.js';
import type { TableHints } from './decide-numbers.js';
import { describeColumn } from './describe-column.js';
import { RowLines, type KnownLines } from './row-lines.js';
import { SampleSlots } from './sample-slots.js';
import { votesOf, type ColumnVotes } from './table-hints.js';

/** Shared by all columns of a table, so that a wide one takes no more memory than a narrow one. */
const DISTINCT_BUDGET = 200_000;
const SAMPLE_BUDGET = 300_000;
const KNOWN_BUDGET = 400_000;

export function limitsFor(columns: number): TallyLimits {
  const share = (budget: number, min: number, max: number) =>
    Math.min(max, Math.max(min, Math.floor(budget / columns)));
  return { distinct: share(DISTINCT_BUDGET, 100, 10_000), sampleRows: share(SAMPLE_BUDGET, 50, 1_000) };
}

/** What has to be known of the whole table to describe one of its columns; plain data. */
export interface DescribeRequest {
  /** Of the whole table. */
  readonly names: readonly string[];
  /** Of columns whose type the file's format knows, by name. */
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly hints: TableHints;
  /** null: rows have no lines that their owner can look up. */
  readonly lines: KnownLines | null;
}

export interface DescribedColumn {
  readonly profile: ColumnProfile;
  readonly findings: readonly Finding[];
}

/** Looks at every cell of some columns of a table once, row after row. */
export class ColumnTallies {
  readonly #places: readonly number[];
  readonly #tallies: readonly ColumnTally[];
  readonly #bytes: readonly ByteTally[];
  readonly #slots: SampleSlots;
  #rows = 0;

  /** @param width columns of the table; `places` are those that are looked at */
  constructor(width: number, places: readonly number[]) {
    const limits = limitsFor(width);
    const known = Math.floor(KNOWN_BUDGET / width);
    this.#places = places;
    this.#slots = new SampleSlots(limits.sampleRows);
    this.#tallies = places.map(() => new ColumnTally(limits));
    this.#bytes = this.#tallies.map((tally) => new ByteTally(tally, known));
  }

  /** Looked at so far. */
  get rows(): number {
    return this.#rows;
  }

  /** @param spent takes the milliseconds of each column */
  add(rows: FieldCells, spent?: Float64Array): void {
    const { bytes, starts, ends, width, count } = rows;
    for (let row = 0; row < count; row++) {
      const slot = this.#slots.next();
      if (slot < 0) continue;
      for (const [index, place] of this.#places.entries()) {
        const cell = row * width + place;
        this.#tallies[index]?.keep(cellText(bytes, starts[cell] as number, ends[cell] as number), slot);
      }
    }
    for (const [index, place] of this.#places.entries()) {
      const start = spent === undefined ? 0 : performance.now();
      this.#bytes[index]?.add(rows, place, this.#rows);
      if (spent !== undefined) spent[index] = (spent[index] ?? 0) + performance.now() - start;
    }
    this.#rows += count;
  }

  /** To be asked for after the last row. */
  votes(): ColumnVotes[] {
    for (const bytes of this.#bytes) bytes.settle();
    return this.#tallies.map(votesOf);
  }

  describe({ names, types, hints, lines }: DescribeRequest): DescribedColumn[] {
    const known = lines && new RowLines(lines);
    return this.#tallies.map((tally, index) => {
      const name = names[this.#places[index] ?? -1] ?? '';
      const decision = decideColumn(tally, name, hints, { ...DETECT, type: types.get(name) ?? null });
      return {
        profile: describeColumn(name, tally, decision),
        findings: columnFindings(name, tally, decision, known ? (row) => known.lineOf(row) : undefined),
      };
    });
  }
}
