import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { Finding } from '../../domain/finding.js';
import type { ColumnType } from '../../domain/training-options.js';
import { ColumnTallies } from './column-tallies.js';
import type { ColumnThreads } from './column-thread.js';
import type { RowLines } from './row-lines.js';
import { RowSharing, type SharedRows } from './shared-rows.js';
import { hintsOf } from './table-hints.js';
import { ThreadedTallies } from './threaded-tallies.js';

/** A larger table is worth waking threads for. */
const INLINE_BYTES = 2 * 1024 * 1024;

/** A table's columns, and what was noticed about them. */
export interface TableProfile {
  readonly columns: readonly ColumnProfile[];
  readonly findings: readonly Finding[];
}

export interface ProfilerOptions {
  readonly header: readonly string[];
  /** Whether a point is the decimal mark unless the cells say otherwise. */
  readonly pointDecimals: boolean;
  /** Of columns whose type the file's format knows. */
  readonly types: ReadonlyMap<string, ColumnType>;
  /** For what large tables have. Default: all is done here. */
  readonly threads?: ColumnThreads | null | undefined;
  /** A table is large beyond so many bytes. Default: 2 MiB. */
  readonly inlineBytes?: number;
}

/** Rows that were looked at here, and are looked at again if the table turns out to be large. */
interface FirstRows {
  readonly sharing: RowSharing;
  readonly blocks: SharedRows[];
  /** What each column took, in milliseconds. */
  readonly costs: Float64Array;
}

/** Looks at every cell of a table once and describes its columns. Always call `close`. */
export class TableProfiler {
  readonly #options: ProfilerOptions;
  #tallies: ColumnTallies | ThreadedTallies;
  /** null once it is decided where to go on. */
  #first: FirstRows | null;
  #bytes = 0;

  constructor(options: ProfilerOptions) {
    const { length: width } = options.header;
    this.#options = options;
    this.#tallies = new ColumnTallies(
      width,
      Array.from({ length: width }, (_, place) => place),
    );
    this.#first = options.threads
      ? { costs: new Float64Array(width), sharing: new RowSharing(), blocks: [] }
      : null;
  }

  /** Rows in their order; they are copied where they are needed longer. */
  async add(rows: FieldTable): Promise<void> {
    if (this.#tallies instanceof ThreadedTallies) {
      await this.#tallies.add(rows);
      return;
    }
    this.#tallies.add(rows, this.#first?.costs);
    if (this.#first === null) return;
    const block = this.#first.sharing.add(rows);
    if (block === null) return;
    this.#first.blocks.push(block);
    this.#bytes += block.size;
    if (this.#bytes > (this.#options.inlineBytes ?? INLINE_BYTES)) await this.#goElsewhere(this.#first);
  }

  /** @param lines of the rows; null where their owner cannot look them up */
  async finish(lines: RowLines | null): Promise<TableProfile> {
    const { header: names, pointDecimals, types } = this.#options;
    const hints = hintsOf(await this.#tallies.votes(), pointDecimals);
    const columns = await this.#tallies.describe({ names, types, hints, lines: lines?.known ?? null });
    return {
      columns: columns.map(({ profile }) => profile),
      findings: columns.flatMap(({ findings }) => findings),
    };
  }

  async close(): Promise<void> {
    if (this.#tallies instanceof ThreadedTallies) await this.#tallies.close();
  }

  /** Starts again with the first rows in threads, if there are any to spare. */
  async #goElsewhere({ costs, sharing, blocks }: FirstRows): Promise<void> {
    this.#first = null;
    const threads = this.#options.threads?.take(costs.length) ?? [];
    if (threads.length === 0) return;
    const tallies = await ThreadedTallies.open(threads, costs);
    this.#tallies = tallies;
    const last = sharing.take();
    for (const block of last === null ? blocks : [...blocks, last]) await tallies.post(block);
  }
}
