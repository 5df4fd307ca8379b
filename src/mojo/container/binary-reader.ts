import { InvalidMojoError } from './errors.js';

/** Reads little-endian numbers in order; never past the end. */
export class BinaryReader {
  readonly #bytes: Buffer;
  readonly #name: string;
  #position = 0;

  /** @param name of the file, for errors. */
  constructor(bytes: Buffer, name: string) {
    this.#bytes = bytes;
    this.#name = name;
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  u16(): number {
    return this.#bytes.readUInt16LE(this.#advance(2));
  }

  i32(): number {
    return this.#bytes.readInt32LE(this.#advance(4));
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.#advance(4));
  }

  f32(): number {
    return this.#bytes.readFloatLE(this.#advance(4));
  }

  f64(): number {
    return this.#bytes.readDoubleLE(this.#advance(8));
  }

  /** An unsigned number of 1 to 4 bytes. */
  unsigned(bytes: number): number {
    return this.#bytes.readUIntLE(this.#advance(bytes), bytes);
  }

  /** A count or size kept in 64 bits: refused unless that many items of `itemBytes` can follow. */
  count64(itemBytes: number): number {
    const at = this.#advance(8);
    return this.#fitting(Number(this.#bytes.readBigInt64LE(at)), itemBytes);
  }

  /** The same in 32 bits. */
  count32(itemBytes: number): number {
    return this.#fitting(this.i32(), itemBytes);
  }

  /** Back to the start. */
  rewind(): void {
    this.#position = 0;
  }

  skip(bytes: number): void {
    this.#advance(bytes);
  }

  text(bytes: number): string {
    const start = this.#advance(bytes);
    return this.#bytes.toString('utf8', start, start + bytes);
  }

  bytes(count: number): Uint8Array {
    const start = this.#advance(count);
    return this.#bytes.subarray(start, start + count);
  }

  fail(what: string): never {
    throw new InvalidMojoError(`${this.#name} is damaged at byte ${this.#position}: ${what}.`);
  }

  #fitting(count: number, itemBytes: number): number {
    if (count < 0 || count * itemBytes > this.remaining) this.fail(`it cannot hold ${count} items`);
    return count;
  }

  #advance(bytes: number): number {
    const start = this.#position;
    if (bytes < 0 || start + bytes > this.#bytes.length) this.fail('it ends too early');
    this.#position = start + bytes;
    return start;
  }
}
