/** Keeps a character that is cut by the end of a chunk for the next one. */
export class Utf8Boundaries {
  #held: Buffer = Buffer.alloc(0);

  write(bytes: Buffer): Buffer {
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    const whole = all.length - incompleteTail(all);
    this.#held = all.subarray(whole);
    return all.subarray(0, whole);
  }

  /** What is held back. */
  end(): Buffer {
    return this.#held;
  }
}

/** How many bytes at the end begin a UTF-8 character without completing it. */
export function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}
