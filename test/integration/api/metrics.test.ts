import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { Observability } from '../../../src/observability/observability.js';
import { DiskSpace } from '../../../src/storage/disk-space.js';
import { irisFile } from '../../support/csv.js';
import { TrainModel, UploadDataset } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const TOKEN = 'secret-token';
let server: TestServer;
let lines: Record<string, unknown>[];
beforeEach(async () => {
  lines = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const observability = new Observability(log);
  const { metrics } = observability;
  server = await startTestServer({ apiToken: TOKEN, observer: observability, metrics });
  metrics.watch({
    tasksByState: () => ({ WAITING: server.tasks.queueLength() }),
    engineState: () => 'READY',
    load: () => server.server.load,
    disk: new DiskSpace(server.dataDir, 1e6),
  });
});
afterEach(() => server.close());

const scrape = async (authorization = `Bearer ${TOKEN}`) =>
  fetch(`${server.url}/metrics`, { headers: { authorization } });

describe('the metrics', () => {
  test('are for those who know the token', async () => {
    expect((await scrape('Bearer wrong')).status).toBe(401);
    const answer = await scrape();
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('count operations by field, transport and code, however clients name them', async () => {
    await server.client.send('query Anything { health { version } }');
    await server.client.send('{ x: health { version } }');
    await server.client.send('mutation { cancelTask(id: "nobody") { id } }');
    await server.client.send('{ nonsense }');
    const socket = server.client.socket();
    for (const query of ['{ health { version } }', 'subscription { taskStatus(taskId: "x") { id } }']) {
      await socket.iterate({ query }).next();
    }
    await socket.dispose();
    const text = await (await scrape()).text();
    const counted = (labels: string) => new RegExp(`operations_total\\{${labels}\\} (\\d+)`).exec(text)?.[1];
    expect(counted('transport="http",kind="query",field="health",code="OK"')).toBe('2');
    expect(counted('transport="websocket",kind="query",field="health",code="OK"')).toBe('1');
    expect(counted('transport="http",kind="mutation",field="cancelTask",code="TASK_NOT_FOUND"')).toBe('1');
    expect(counted('transport="http",kind="invalid",field="none",code="GRAPHQL_VALIDATION_FAILED"')).toBe(
      '1',
    );
    expect(counted('transport="websocket",kind="subscription",field="taskStatus",code="OK"')).toBe('1');
    expect(text).not.toContain('Anything');
  });

  test('tell of uploads, predictions, tasks, the machine and the process', async () => {
    await server.client.request(UploadDataset, { file: irisFile() });
    await server.client.send('mutation { predictRows(taskId: "x", rows: [{ a: 1 }]) { rowCount } }');
    const text = await (await scrape()).text();
    expect(text).toContain(`trainyard_uploads_total 1`);
    expect(text).toContain(`trainyard_upload_bytes_total ${irisFile().size}`);
    expect(text).toMatch(/trainyard_prediction_seconds_count\{input="rows",result="done"\} 1/);
    expect(text).toMatch(/trainyard_tasks\{state="WAITING"\} 0/);
    expect(text).toMatch(/trainyard_engine_state\{state="READY"\} 1/);
    expect(text).toMatch(/trainyard_free_disk_bytes \d{6,}/);
    expect(text).toContain('trainyard_min_free_disk_bytes 1000000');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('nodejs_heap_size_used_bytes');
  });
});

describe('the log', () => {
  test('has a line for every mutation: who, what, and how it ended, and the id that the client gave', async () => {
    const { trainModel } = await server.client.request(TrainModel, { file: irisFile() });
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        'x-request-id': 'mine-1',
      },
      body: JSON.stringify({
        query: 'mutation ($id: ID!) { cancelTask(id: $id) { id } }',
        variables: { id: 'nobody', token: 'secret' },
      }),
    }).then((answer) => expect(answer.headers.get('x-request-id')).toBe('mine-1'));
    await server.client.send('{ health { version } }');
    expect(lines).toMatchObject([
      {
        msg: 'mutation',
        audit: {
          mutation: 'trainModel',
          code: 'OK',
          transport: 'http',
          client: '127.0.0.1',
          what: { answered: trainModel.id },
        },
      },
      {
        requestId: 'mine-1',
        audit: { mutation: 'cancelTask', code: 'TASK_NOT_FOUND', what: { id: 'nobody' } },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});
