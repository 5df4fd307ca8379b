import { once } from 'node:events';
import { createServer } from 'node:net';
import { it } from 'vitest';
import { freePortPair } from '../../../src/h2o/host/free-ports.js';

it('gives a port that is free together with the one after it', async () => {
  const port = await freePortPair();
  const servers = [port, port + 1].map((each) => createServer().listen(each, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
});
