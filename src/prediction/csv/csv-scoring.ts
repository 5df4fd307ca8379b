import { type OpenText, noRows } from '../../csv/open-records.js';
import { parseRecords } from '../../csv/records/parse-records.js';
import type { ModelSignature } from '../../domain/manifest.js';
import { locateColumns } from '../input-columns.js';
import { InputFaults } from '../input-faults.js';
import type { JsonRow } from '../prediction-service.js';
import { RecordEncoder } from '../record-encoder.js';
import { ResultRows } from '../result-rows.js';
import type { EncodedRows, Scores } from '../scorer.js';
import { BlockScorer, type Block, type ScoredBlock } from './block-scorer.js';
import type { CsvLayout } from './csv-layout.js';
import { recordBlocks } from '../../csv/bytes/record-blocks.js';

const BLOCK_BYTES = 128 * 1024;
const INLINE_BYTES = 1024 * 1024;

/** Scores blocks elsewhere, several at a time. */
export interface ParallelScorer {
  /** Blocks to have in hand so that it is never idle. */
  readonly ahead: number;
  score(block: Block): Promise<ScoredBlock>;
}

export interface CsvModel {
  readonly signature: ModelSignature;
  readonly score: (rows: EncodedRows) => Scores;
  /** For what comes after the first `inlineBytes`; null to score all here. */
  readonly parallel: ((layout: CsvLayout) => ParallelScorer) | null;
}

export interface CsvScoringOptions {
  /** Rows wanted as JSON too, at most. */
  readonly limit: number;
  /** Bytes that are read and scored at once, about. Default: 128 KiB, some milliseconds of work. */
  readonly blockBytes?: number;
  /** Beyond so many bytes a file is worth waking threads for. Default: 1 MiB. */
  readonly inlineBytes?: number;
}

interface InHand {
  readonly block: Buffer;
  readonly scored: Promise<ScoredBlock>;
}

/** Scores one CSV with one model. Results are final once {@link CsvScoring.csv} has ended. */
export class CsvScoring {
  readonly faults: InputFaults;
  /** The first rows, at most as many as asked for. */
  readonly rows: JsonRow[] = [];
  /** Explains nothing. */
  readonly contributions = null;
  rowCount = 0;
  readonly #text: OpenText;
  readonly #model: CsvModel;
  readonly #options: Required<CsvScoringOptions>;
  readonly #layout: CsvLayout;
  readonly #shape: ResultRows;

  /** @throws {SchemaMismatchError} where the CSV has none of the model's columns */
  constructor(text: OpenText, model: CsvModel, options: CsvScoringOptions) {
    const { signature } = model;
    const { header, delimiter } = text;
    this.faults = new InputFaults(signature.columns.length);
    this.#text = text;
    this.#model = model;
    this.#options = { blockBytes: BLOCK_BYTES, inlineBytes: INLINE_BYTES, ...options };
    this.#layout = { width: header.length, delimiter, places: locateColumns(signature, header) };
    this.#shape = new ResultRows(signature.response);
  }

  /**
   * The results as CSV, in the order of the input; to be iterated once.
   * @throws {InvalidCsvError} and whatever reading the text throws
   */
  async *csv(): AsyncGenerator<Uint8Array | string> {
    yield this.#shape.csvHeader();
    const blocks = this.#scoredBlocks();
    let line = 1;
    let headers = this.#text.hasHeader ? 1 : 0;
    try {
      for (let next = await blocks.next(); !next.done; next = await blocks.next()) {
        const { block, scored } = next.value;
        const { csv, rowCount, rows, faults, end } = await scored;
        yield csv;
        this.#note(rowCount, rows);
        this.faults.merge(faults);
        line += end.lines;
        if (end.bytes > 0) headers = 0;
        if (end.bytes < block.length)
          yield* this.#parse(rest(block.subarray(end.bytes), blocks), line, headers);
      }
    } finally {
      await blocks.return(undefined);
    }
    if (this.rowCount === 0) throw noRows();
  }

  #note(rowCount: number, rows: readonly JsonRow[]): void {
    this.rowCount += rowCount;
    for (const row of rows.slice(0, this.#options.limit - this.rows.length)) this.rows.push(row);
  }

  /** Blocks in order, while later ones are being scored. */
  async *#scoredBlocks(): AsyncGenerator<InHand> {
    const { signature, score, parallel } = this.#model;
    const { limit, blockBytes, inlineBytes } = this.#options;
    const local = new BlockScorer(signature, this.#layout, score);
    let threads: ParallelScorer | null = null;
    const inHand: InHand[] = [];
    let skip = this.#text.hasHeader ? 1 : 0;
    let size = 0;
    try {
      for await (const bytes of recordBlocks(this.#text.text, blockBytes)) {
        if (size > inlineBytes) threads ??= parallel?.(this.#layout) ?? null;
        const block = { bytes, skip, jsonRows: limit - this.rows.length };
        const scored = threads?.score(block) ?? Promise.resolve(local.score(block));
        // It may fail while an earlier one is being waited for; whoever comes to it meets the failure all the same.
        scored.catch(() => undefined);
        inHand.push({ block: bytes, scored });
        skip = 0;
        size += bytes.length;
        while (inHand.length > (threads?.ahead ?? 0)) yield inHand.shift() as InHand;
      }
      while (inHand.length > 0) yield inHand.shift() as InHand;
    } finally {
      // Who leaves early does not want the others, but nothing is to go on behind his back.
      await Promise.allSettled(inHand.map(({ scored }) => scored));
    }
  }

  /** Reads by csv-parse what is left, from the record at `line` on; the first `headers` are no rows. */
  async *#parse(text: AsyncIterable<Buffer>, line: number, headers: number): AsyncGenerator<string> {
    const { signature, score } = this.#model;
    const { places, delimiter, width } = this.#layout;
    const encoder = new RecordEncoder(signature, places, delimiter, this.faults);
    // A record of the right width, from which csv-parse knows it.
    const standIn = Buffer.from(`${Array(width).fill('x').join(delimiter)}\n`);
    let skip = headers + 1;
    for await (const batch of parseRecords(prepend(standIn, text), delimiter, line - 1)) {
      const records = batch.slice(skip);
      skip = Math.max(0, skip - batch.length);
      if (records.length === 0) continue;
      const scores = score(encoder.encode(records));
      const wanted = Math.min(scores.count, this.#options.limit - this.rows.length);
      this.#note(
        scores.count,
        Array.from({ length: wanted }, (_, row) => this.#shape.json(scores, row)),
      );
      yield this.#shape.csv(scores);
    }
  }
}

async function* rest(first: Buffer, blocks: AsyncIterable<InHand>): AsyncGenerator<Buffer> {
  yield first;
  for await (const { block } of blocks) yield block;
}

async function* prepend(first: Buffer, text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* text;
}
