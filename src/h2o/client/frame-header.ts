import { Transform, type TransformCallback } from 'node:stream';

/** H2O ends the line of names with the quote of the last one. */
const HEADER_END = Buffer.from('"\n');
/** Names of a frame; beyond it the line is passed on as it is. */
const MAX_HEADER_BYTES = 64 * 1024 * 1024;

/**
 * Makes the first line of a downloaded frame valid CSV. H2O quotes each name and does not double the quotes inside it,
 * even with `escape_quotes`, which holds for the rows only (measured on 3.46.0.11).
 */
export class FrameHeader extends Transform {
  #held: Buffer | null = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.#held === null) {
      done(null, chunk);
      return;
    }
    const held = Buffer.concat([this.#held, chunk]);
    const end = held.indexOf(HEADER_END);
    if (end < 0 && held.length < MAX_HEADER_BYTES) {
      this.#held = held;
      done();
      return;
    }
    this.#held = null;
    done(null, end < 0 ? held : Buffer.concat([requoted(held.subarray(0, end)), held.subarray(end + 1)]));
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#held);
  }
}

function requoted(header: Buffer): Buffer {
  const names = header.toString().slice(1).split('","');
  return Buffer.from(names.map((name) => `"${name.replaceAll('"', '""')}"`).join(','));
}
