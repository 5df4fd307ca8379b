import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { request } from 'undici';
import { startTracing } from '../../../src/observability/tracing.js';
import type { RunContext, Task } from '../../../src/tasks/task.js';

/** A collector, and an engine, in one. */
let server: Server;
let url: string;
let sent: Buffer[];
beforeEach(async () => {
  sent = [];
  server = createServer((incoming, answer) => {
    const isTraces = incoming.url === '/v1/traces';
    incoming.on('data', (piece: Buffer) => isTraces && sent.push(piece));
    incoming.on('end', () => answer.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url);
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

describe('traces', () => {
  test('hold the request, the task and its calls of the engine, all under the id of the task', async () => {
    const tracing = await startTracing('trainyard-test');
    const id = randomUUID();
    tracing.operation({
      kind: 'mutation',
      field: 'trainModel',
      code: 'OK',
      transport: 'http',
      seconds: 0.1,
      requestId: 'r1',
      what: { answered: id },
    });
    const task = { id, attempts: 1 } as Task;
    const run = tracing.runner(async () => {
      await (await request(`${url}/3/Cloud?skip=1`)).body.dump();
      return { leaderboard: [] } as never;
    });
    await run(task, {} as RunContext);
    // Not within a task: the pings of a health check, say.
    await (await request(`${url}/3/Ping`)).body.dump();
    await tracing.close();

    const body = Buffer.concat(sent);
    for (const name of ['mutation trainModel', 'train', 'GET /3/Cloud', 'trainyard-test']) {
      expect(body.includes(name), name).toBe(true);
    }
    expect(body.includes('/3/Ping')).toBe(false);
    const traceId = Buffer.from(id.replaceAll('-', ''), 'hex');
    const count = body.toString('latin1').split(traceId.toString('latin1')).length - 1;
    expect(count).toBe(3);
  });
});
