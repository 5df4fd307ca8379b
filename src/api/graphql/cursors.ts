import { BadUserInputError } from '../../domain/errors.js';

/**
 * Cursors of one kind of node. A cursor holds a key that the node keeps for life, never an offset: entries that
 * arrive at the top shift no page.
 */
export class Cursors {
  readonly #prefix: string;
  readonly #keyPattern: RegExp;

  /** `keyPattern` is what a key must match, so that a made-up cursor is recognised. */
  constructor(kind: string, keyPattern: RegExp) {
    this.#prefix = `${kind}:`;
    this.#keyPattern = keyPattern;
  }

  encode(key: string | number): string {
    return Buffer.from(`${this.#prefix}${key}`).toString('base64url');
  }

  /** @throws {BadUserInputError} on anything that {@link encode} did not make. */
  decode(cursor: string): string {
    const text = Buffer.from(cursor, 'base64url').toString();
    const key = text.slice(this.#prefix.length);
    if (!text.startsWith(this.#prefix) || !this.#keyPattern.test(key) || this.encode(key) !== cursor) {
      throw new BadUserInputError(
        `after: ${JSON.stringify(cursor.slice(0, 100))} is no cursor of this connection. Pass an \`endCursor\` as it came.`,
        { field: 'after' },
      );
    }
    return key;
  }
}
