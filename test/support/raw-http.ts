import { connect } from 'node:net';

/**
 * Sends bytes as they are and no more; answers all that comes back until the service ends the connection, or until
 * the client does because nothing comes for so long: what it sent was no whole request then.
 */
export function exchange(
  url: string,
  bytes: string | Uint8Array,
  { patienceMs = 5000 } = {},
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: hostname });
    const pieces: Buffer[] = [];
    socket
      .setTimeout(patienceMs, () => socket.end())
      .on('data', (piece: Buffer) => pieces.push(piece))
      // A reset is an answer too: the service did not wait for the rest.
      .on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') reject(error);
      })
      .on('close', () => resolve(Buffer.concat(pieces).toString('latin1')));
    socket.write(bytes);
  });
}

/** Status of an answer as it came over the wire; null where the connection just ended. */
export function statusOf(answer: string): number | null {
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
  return status === undefined ? null : Number(status);
}

export const request = (line: string, headers: Readonly<Record<string, string>> = {}, body = ''): string => {
  const all = { host: 'localhost', connection: 'close', 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ ...all, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
};

/** A request for a WebSocket, on any target and with any headers. */
export const upgrade = (target: string, headers: Readonly<Record<string, string>> = {}): string =>
  request(`GET ${target}`, {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-protocol': 'graphql-transport-ws',
    ...headers,
  });
