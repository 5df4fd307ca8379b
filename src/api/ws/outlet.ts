import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** Up to it a copy costs less than a second write. */
const MAX_COPIED_BYTES = 4096;
const FINAL_TEXT = 0x81;

/**
 * Writes text frames past the WebSocket library, on the connection below it: what thousands get is made once, not for each
 * of them. Nothing here is compressed or comes in parts, so that a whole frame fits between any two of the library's.
 */
export class Outlet {
  readonly #socket: WebSocket;
  readonly #connection: Duplex;
  #onDrained: (() => void)[] = [];

  constructor(socket: WebSocket, connection: Duplex) {
    this.#socket = socket;
    this.#connection = connection;
    connection.on('drain', () => {
      const ready = this.#onDrained;
      this.#onDrained = [];
      for (const go of ready) go();
    });
  }

  /**
   * Sends a frame of both pieces. Once the client is gone, nothing.
   * @param then called when there is room for more; at once where there is
   */
  send(head: Buffer, rest: Buffer, then: () => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#write(head, rest)) then();
    else this.#onDrained.push(then);
  }

  #write(head: Buffer, rest: Buffer): boolean {
    const length = head.length + rest.length;
    const isCopied = length <= MAX_COPIED_BYTES;
    const start = startOf(length, head.length + (isCopied ? rest.length : 0));
    const at = start.length - (isCopied ? length : head.length);
    head.copy(start, at);
    if (isCopied) {
      rest.copy(start, at + head.length);
      return this.#connection.write(start);
    }
    this.#connection.cork();
    this.#connection.write(start);
    const hasRoom = this.#connection.write(rest);
    this.#connection.uncork();
    return hasRoom;
  }
}

/** The header of a frame (RFC 6455, 5.2), and room for so many bytes behind it. */
function startOf(length: number, room: number): Buffer {
  if (length < 126) {
    const start = Buffer.allocUnsafe(2 + room);
    start[1] = length;
    start[0] = FINAL_TEXT;
    return start;
  }
  const isShort = length < 65_536;
  const start = Buffer.allocUnsafe((isShort ? 4 : 10) + room);
  start[0] = FINAL_TEXT;
  start[1] = isShort ? 126 : 127;
  if (isShort) start.writeUInt16BE(length, 2);
  else start.writeBigUInt64BE(BigInt(length), 2);
  return start;
}
