import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ shutdownGraceMs: 300 });
});
afterEach(() => server.close());

/** A predictRows request that has reached the service, and what lets it end. */
async function requestInFlight(): Promise<{ answer: Promise<{ status: number }>; finish: () => void }> {
  const answerOf = server.predictions.predictRows.bind(server.predictions);
  let finish: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    server.predictions.predictRows = async (...input) => {
      resolve();
      await new Promise<void>((end) => (finish = end));
      return answerOf(...input);
    };
  });
  const answer = server.client.send('mutation { predictRows(taskId: "x", rows: [{ a: 1 }]) { rowCount } }');
  await arrived;
  return { answer, finish: () => finish() };
}

describe('a server that closes', () => {
  test('lets requests in flight end, and takes no more', async () => {
    const { answer, finish } = await requestInFlight();
    const closed = server.server.close();
    finish();
    expect((await answer).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  test('cuts off what outlasts the grace', async () => {
    const { answer, finish } = await requestInFlight();
    const cut = expect(answer).rejects.toThrow();
    await server.server.close();
    await cut;
    finish();
  });

  test('tells subscribers to come back later', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const left = once(socket, 'close');
    await server.server.close();
    expect((await left)[0]).toBe(1001);
  });

  test('does not wait for connections that are idle, or that do not answer', async () => {
    const { hostname, port } = new URL(server.url);
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    const gone = once(idle, 'close');
    await server.server.close();
    await gone;
  });

  test('may be closed twice', async () => {
    await Promise.all([server.server.close(), server.server.close()]);
  });
});

test('a server whose port is taken says so, and leaves nothing running', async () => {
  const { port } = new URL(server.url);
  await expect(startTestServer({ port: Number(port) })).rejects.toThrow(/EADDRINUSE/);
});
