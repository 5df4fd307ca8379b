import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import type { EngineHealth } from '../../../src/jobs/health.js';
import { DiskSpace } from '../../../src/storage/disk-space.js';
import { irisFile } from '../../support/csv.js';
import { Health, RetryTask, TrainModel, UploadDataset } from '../../support/operations.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';

class PlayedDisk extends DiskSpace {
  free = 3e8;

  constructor() {
    super(tmpdir(), 2e8);
  }

  override get freeBytes(): number {
    return this.free;
  }
}

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

  test('says that the disk is full; no upload and no task is taken until there is room', async () => {
    const disk = new PlayedDisk();
    await start({ disk });
    const read = async () =>
      (await server.client.send(`{ health { disk { freeBytes minFreeBytes isShort } } }`)).body;
    const { trainModel } = await server.client.request(TrainModel, { file: irisFile() });
    await server.tasks.cancel(trainModel.id);
    expect(await read()).toEqual({
      data: { health: { disk: { freeBytes: 3e8, minFreeBytes: 2e8, isShort: false } } },
    });

    disk.free = 1e8;
    expect(await read()).toMatchObject({ data: { health: { disk: { isShort: true } } } });
    expect(await ready()).toMatchObject({
      status: 503,
      body: { reason: 'The disk of the data directory is almost full.' },
    });
    const file = irisFile('other.csv');
    for (const request of [
      () => server.client.request(TrainModel, { file }),
      () => server.client.request(UploadDataset, { file }),
      () => server.client.request(RetryTask, { id: trainModel.id }),
    ]) {
      await expect(request()).rejects.toMatchObject({ code: 'DISK_FULL' });
    }

    disk.free = 3e8;
    expect(await ready()).toMatchObject({ status: 200 });
    await server.client.request(RetryTask, { id: trainModel.id });
  });

  test('says so where the data directory cannot be read', async () => {
    await start({ disk: new DiskSpace('/nowhere/at/all', 0) });
    expect((await server.client.send('{ health { disk { isShort } } }')).body).toEqual({
      data: { health: { disk: null } },
    });
    expect(await ready()).toMatchObject({ status: 503 });
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
