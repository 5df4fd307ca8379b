import { afterEach, describe, expect, test } from 'vitest';
import type { EngineHealth } from '../../../src/jobs/health.js';
import { irisFile } from '../../support/csv.js';
import { Health, TrainModel } from '../../support/operations.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startTestServer(options);
};
afterEach(() => server.close());

const ready = async () => {
  const response = await fetch(`${server.url}/readyz`);
  return { status: response.status, body: await response.json() };
};

describe('health', () => {
  test('says how the service and its engine are', async () => {
    await start();
    expect(await server.client.request(Health, {})).toEqual({
      health: {
        status: 'READY',
        queueLength: 0,
        version: '0.0.0-test',
        engine: { status: 'READY', version: '3.46.0.11', nodes: 1, message: null },
      },
    });
    expect(await ready()).toEqual({ status: 200, body: { status: 'ready' } });
  });

  test.each<EngineHealth>([
    { status: 'STARTING', message: 'Fetching H2O.' },
    { status: 'FAILED', message: 'Install Java 17.' },
  ])('says that the engine is $status, and why; uploads are accepted meanwhile', async (engine) => {
    await start({ engineHealth: () => engine });
    const { health } = await server.client.request(Health, {});
    expect(health).toMatchObject({ status: engine.status, engine });
    expect(await ready()).toEqual({
      status: 503,
      body: { status: 'not ready', reason: `The engine is ${engine.status}: ${engine.message}` },
    });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await expect(server.client.request(TrainModel, { file: irisFile() })).resolves.toBeDefined();
  });

  test('says that the queue is full', async () => {
    await start({ queueLimit: 1 });
    await server.client.request(TrainModel, { file: irisFile('1.csv') });
    await server.runner.attempt(0);
    await server.client.request(TrainModel, { file: irisFile('2.csv') });
    expect((await server.client.request(Health, {})).health.queueLength).toBe(1);
    expect(await ready()).toMatchObject({
      status: 503,
      body: { reason: 'The queue is full: 1 tasks wait.' },
    });
  });
});

test('a public address is in health and in links while it is open', async () => {
  const other = await startTestServer();
  const read = async () => (await other.client.send('{ health { publicUrl } }')).body.data;
  expect(await read()).toEqual({ health: { publicUrl: null } });
  other.server.announce('https://1a2b.ngrok.app');
  expect(await read()).toEqual({ health: { publicUrl: 'https://1a2b.ngrok.app' } });
  other.server.announce(undefined);
  expect(await read()).toEqual({ health: { publicUrl: null } });
  await other.close();
});
