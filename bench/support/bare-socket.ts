import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';

const OPCODES = { text: 1, close: 8, ping: 9, pong: 10 } as const;

const EMPTY = Buffer.alloc(0);
/** All sockets read into it, one after the other. */
const buffer = Buffer.alloc(64 * 1024);

/**
 * A WebSocket client that does next to nothing with what it gets. With ten thousand of the usual ones in a process, a
 * message to all of them would take longer to read than to send, and the time of the reader is not to be measured.
 */
export class BareSocket extends EventEmitter<{ open: []; message: [Buffer]; close: [] }> {
  readonly #socket: Socket;
  /** The begin of a frame whose rest is still to come, or of the answer to the handshake. */
  #held: Buffer = EMPTY;
  #isOpen = false;

  private constructor(url: string, protocol: string) {
    super();
    const { hostname, port, host } = new URL(url);
    this.#socket = connect({
      ...{ host: hostname, port: Number(port), noDelay: true },
      onread: {
        buffer,
        callback: (bytes) => {
          this.#read(buffer.subarray(0, bytes));
          return true;
        },
      },
    });
    this.#socket.on('close', () => this.emit('close')).on('error', () => undefined);
    this.#socket.write(
      `GET /graphql HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: ${protocol}\r\n\r\n`,
    );
  }

  static async open(url: string, protocol: string): Promise<BareSocket> {
    const socket = new BareSocket(url, protocol);
    await once(socket, 'open');
    return socket;
  }

  send(text: string): void {
    this.#write(OPCODES.text, Buffer.from(text));
  }

  close(): void {
    this.#write(OPCODES.close, Buffer.from([1000 >> 8, 1000 & 255]));
  }

  /** Masked with zeros, which leave it as it is. */
  #write(opcode: number, payload: Buffer): void {
    const length =
      payload.length < 126 ? [payload.length | 128] : [126 | 128, payload.length >> 8, payload.length & 255];
    this.#socket.write(Buffer.concat([Buffer.from([opcode | 128, ...length, 0, 0, 0, 0]), payload]));
  }

  #read(piece: Buffer): void {
    let bytes = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    if (!this.#isOpen) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0) {
        if (!bytes.includes('101 Switching')) throw new Error(String(bytes));
        this.#isOpen = true;
        bytes = bytes.subarray(end + 4);
        this.emit('open');
      }
    }
    while (this.#isOpen) {
      const frame = frameOf(bytes);
      if (!frame) break;
      if (frame.opcode === OPCODES.text) this.emit('message', frame.payload);
      if (frame.opcode === OPCODES.ping) this.#write(OPCODES.pong, frame.payload);
      if (frame.opcode === OPCODES.close) this.#socket.end();
      bytes = bytes.subarray(frame.end);
    }
    this.#held = bytes.length === 0 ? EMPTY : Buffer.from(bytes);
  }
}

/** Null: it is not whole. */
function frameOf(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | null {
  const [first = 0, second = 0] = bytes;
  const start = second < 126 ? 2 : second === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length =
    start === 2 ? second : start === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  return bytes.length < end ? null : { opcode: first & 15, payload: bytes.subarray(start, end), end };
}
