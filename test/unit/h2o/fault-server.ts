import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { H2OClient } from '../../../src/h2o/client/client.js';

/** A client of a server that answers everything by `answer`: for the faults that a real H2O cannot be made to show. */
export async function clientOf(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<H2OClient> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new H2OClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clusterId: 'first',
  });
  onTestFinished(async () => {
    await client.close();
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  return client;
}
