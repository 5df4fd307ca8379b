import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { DataDirectory } from '../../src/storage/data-directory.js';
import { readConfig } from '../../src/config.js';
import { TaskNotReadyError } from '../../src/domain/errors.js';
import { Evaluator } from '../../src/evaluation/evaluator.js';
import { Reporter } from '../../src/evaluation/report/report.js';
import { Insights } from '../../src/evaluation/insights.js';
import { startServer, type RunningServer, type ServerDeps } from '../../src/api/server.js';
import { DiskSpace } from '../../src/storage/disk-space.js';
import { DatasetStore } from '../../src/datasets/dataset-store.js';
import { openDatabase } from '../../src/storage/database.js';
import { TaskQueue } from '../../src/tasks/task-queue.js';
import { TaskStore } from '../../src/tasks/task-store.js';
import { ManualRunner } from '../unit/tasks/support.js';
import { GraphQLClient } from './graphql-client.js';
import { FakePredictions } from './fake-predictions.js';

/** The API on real tasks and datasets; only the training and the scoring are played. */
export interface TestServer {
  readonly url: string;
  readonly client: GraphQLClient;
  readonly tasks: TaskQueue;
  readonly datasets: DatasetStore;
  readonly predictions: FakePredictions;
  /** Each training lasts until the test ends it. */
  readonly runner: ManualRunner;
  readonly dataDir: string;
  /** What went to the log, parsed. */
  readonly logged: Record<string, unknown>[];
  /** The HTTP and WebSocket part alone. */
  readonly server: RunningServer;
  close(): Promise<void>;
}

export type TestServerOptions = Partial<
  Pick<
    ServerDeps,
    | 'apiToken'
    | 'port'
    | 'maxUploadBytes'
    | 'publicUrl'
    | 'trustedProxies'
    | 'limits'
    | 'observer'
    | 'metrics'
    | 'shutdownGraceMs'
    | 'engineHealth'
    | 'engineHeap'
    | 'webRoot'
    | 'tasks'
    | 'disk'
  >
> & { readonly queueLimit?: number };

const noModel = () => Promise.reject(new TaskNotReadyError('There are no models here.'));

/** Of the build that `npm test` makes first. */
const WEB_ROOT = path.resolve(import.meta.dirname, '../../dist/web');

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { queueLimit = 100, ...overrides } = options;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'trainyard-api-'));
  const logged: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info' },
    { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const files = new DataDirectory(dataDir);
  await files.prepare();
  const database = openDatabase(dataDir);
  const runner = new ManualRunner();
  const tasks = new TaskQueue({
    store: new TaskStore(database),
    runner: runner.run,
    files: { removeModel: () => Promise.resolve(), removeAll: (id) => files.removeTask(id) },
    log: logger,
    queueLimit,
  });
  const datasets = new DatasetStore({ database, removeFiles: (id) => files.removeDataset(id) });
  const predictions = new FakePredictions();
  const insights = new Insights({
    modelsDir: files.modelsDir,
    sampleFile: (id) => files.sampleFile(id),
    modelOf: noModel,
    forget: () => Promise.resolve(),
  });
  const evaluator = new Evaluator({
    predictions,
    modelOf: noModel,
    thresholdOf: (id) => insights.threshold(id),
  });
  const reporter = new Reporter({
    insights,
    version: '0.0.0-test',
    engineVersionOf: () => Promise.resolve(null),
  });
  tasks.start();
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    apiToken: undefined,
    maxUploadBytes: 10 * 1024 * 1024,
    publicUrl: undefined,
    trustedProxies: [],
    limits: readConfig({}).limits,
    shutdownGraceMs: 2000,
    version: '0.0.0-test',
    webRoot: WEB_ROOT,
    engineHealth: () => ({ status: 'READY', version: '3.46.0.11', nodes: 1 }),
    engineHeap: () => null,
    files,
    tasks,
    datasets,
    predictions,
    disk: options.disk ?? new DiskSpace(dataDir, 0),
    predictionTtlMs: 3_600_000,
    insights,
    evaluator,
    reporter,
    logger,
    ...overrides,
  });
  return {
    url: server.url,
    client: new GraphQLClient(server.url, { token: options.apiToken }),
    tasks,
    datasets,
    predictions,
    runner,
    dataDir,
    logged,
    server,
    close: async () => {
      await server.close();
      await tasks.stop();
      database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
