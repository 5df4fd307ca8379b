import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

/** H2O binds the REST port and the one after it. Both are free now; another process can still be quicker than H2O. */
export async function freePortPair(): Promise<number> {
  for (;;) {
    const first = await listen(0);
    if (first === null) continue;
    const second = first.port < 65_535 ? await listen(first.port + 1) : null;
    await Promise.all([first.close(), second?.close()]);
    if (second) return first.port;
  }
}

async function listen(port: number): Promise<{ port: number; close: () => Promise<void> } | null> {
  const server = createServer().unref().listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch {
    return null;
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
