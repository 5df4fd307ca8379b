import { echo } from '../domain/echo.js';
import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import { ownerColumn } from '../domain/owner-columns.js';
import { BadUserInputError } from '../domain/errors.js';
import { cellReader, ODD, partEncoder, type CellReader } from '../csv/cells/cell-reader.js';
import { boundsOf, type Bounds } from './bounds.js';
import { matchColumns, nothingInCommon } from './input-columns.js';
import type { InputFaults } from './input-faults.js';
import type { MatchedNames } from './match-names.js';
import type { JsonRow } from './prediction-service.js';
import type { EncodedRows } from './scorer.js';

/** Reads rows given as JSON objects for one model. */
export class RowEncoder {
  readonly #signature: ModelSignature;
  readonly #readers: readonly CellReader[];
  readonly #encoders: readonly ((number: number) => number)[];
  readonly #bounds: readonly Bounds[];

  #matched: MatchedNames = { found: new Map(), similar: new Map() };

  constructor(signature: ModelSignature) {
    this.#signature = signature;
    this.#readers = signature.columns.map((column) => cellReader(column));
    this.#encoders = signature.columns.map(numberEncoder);
    this.#bounds = signature.columns.map(boundsOf);
  }

  /** How the rows call the columns; known once they were checked. */
  get matched(): MatchedNames {
    return this.#matched;
  }

  /** Finds the columns in the rows. @throws {SchemaMismatchError} where no row has any of them */
  checkColumns(rows: readonly JsonRow[]): void {
    const names = new Set(rows.flatMap((row) => Object.keys(row)));
    this.#matched = matchColumns(this.#signature, [...names]);
    if (this.#matched.found.size === 0) throw nothingInCommon(this.#signature, Object.keys(rows[0] ?? {}));
  }

  /**
   * Rows `from` to `to` (exclusive), noting in `faults` what does not fit.
   * @throws {BadUserInputError} for a value that is no number, text, boolean or null
   */
  encode(rows: readonly JsonRow[], from: number, to: number, faults: InputFaults): EncodedRows {
    const columns = this.#signature.columns.map((column, index) => {
      const name = this.#matched.found.get(ownerColumn(column)) ?? ownerColumn(column);
      const encoded = new Float64Array(to - from);
      for (let r = from; r < to; r++) {
        const row = rows[r] as JsonRow;
        const value = Object.hasOwn(row, name) ? row[name] : undefined;
        const read = this.#encodeValue(value, faults, index, r);
        encoded[r - from] = read;
        const { low, high } = this.#bounds[index] as Bounds;
        if (read < low || read > high) faults.noteBeyond(index, () => String(value));
      }
      return encoded;
    });
    return { count: to - from, columns };
  }

  #encodeValue(value: unknown, faults: InputFaults, column: number, row: number): number {
    if (value === undefined) {
      faults.noteAbsent(column);
      return NaN;
    }
    const read = this.#readers[column] as CellReader;
    // An empty cell may be a level.
    if (value === null) return read('');
    const { type, derived } = this.#signature.columns[column] as SignatureColumn;
    const isNumber = type !== 'CATEGORICAL' || derived !== undefined;
    if (typeof value === 'number' && isNumber && Number.isFinite(value)) {
      return (this.#encoders[column] as (number: number) => number)(value);
    }
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      const name = echo(this.#signature.columns[column]?.name ?? '');
      const kind = Array.isArray(value) ? 'a list' : 'an object';
      throw new BadUserInputError(
        `Row ${row + 1}, column ${name} holds ${kind}. A value is a number, a text, a boolean or null.`,
        { row: row + 1, column: this.#signature.columns[column]?.name },
      );
    }
    const text = String(value);
    const encoded = read(text);
    if (encoded !== ODD) return encoded;
    faults.noteStrange(column, text);
    return NaN;
  }
}

/** What a model takes for a number in JSON: a time is in epoch milliseconds, and its parts are those of UTC. */
function numberEncoder({ derived, levels }: SignatureColumn): (number: number) => number {
  return derived ? partEncoder(derived.part, levels) : (number) => number;
}
