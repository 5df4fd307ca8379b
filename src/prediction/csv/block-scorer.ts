import type { ModelSignature } from '../../domain/manifest.js';
import { InputFaults, type ColumnFaults } from '../input-faults.js';
import type { JsonRow } from '../prediction-service.js';
import { ResultRows } from '../result-rows.js';
import type { EncodedRows, Scores } from '../scorer.js';
import { BlockReader, type BlockEnd } from './block-reader.js';
import type { CsvLayout } from './csv-layout.js';

/** Some records of a CSV; plain data, so that it can be sent to a worker thread. */
export interface Block {
  readonly bytes: Uint8Array;
  /** Records at its start to leave out. */
  readonly skip: number;
  /** How many of its rows are wanted as JSON too. */
  readonly jsonRows: number;
}

/** What a model says of a block; plain data too. */
export interface ScoredBlock {
  /** A line for each row. */
  readonly csv: Uint8Array;
  readonly rowCount: number;
  readonly rows: readonly JsonRow[];
  readonly faults: readonly ColumnFaults[];
  readonly end: BlockEnd;
}

/** Scores blocks of one CSV with one model, in the caller's thread. */
export class BlockScorer {
  readonly #columns: number;
  readonly #reader: BlockReader;
  readonly #shape: ResultRows;
  readonly #score: (rows: EncodedRows) => Scores;

  constructor(signature: ModelSignature, layout: CsvLayout, score: (rows: EncodedRows) => Scores) {
    this.#columns = signature.columns.length;
    this.#reader = new BlockReader(signature, layout);
    this.#shape = new ResultRows(signature.response);
    this.#score = score;
  }

  score({ bytes, skip, jsonRows }: Block): ScoredBlock {
    const faults = new InputFaults(this.#columns);
    const rows: JsonRow[] = [];
    let rowCount = 0;
    let csv = '';
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = this.#reader.read(buffer, skip, faults, (encoded) => {
      const scores = this.#score(encoded);
      for (let row = 0; row < scores.count && rows.length < jsonRows; row++) {
        rows.push(this.#shape.json(scores, row));
      }
      rowCount += scores.count;
      csv += this.#shape.csv(scores);
    });
    return { csv: Buffer.from(csv), rowCount, rows, faults: faults.columns, end };
  }
}
