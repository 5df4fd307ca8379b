import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataDirectory } from './storage/data-directory.js';
import type { EngineHealth } from './jobs/health.js';
import { startServer, type RunningServer } from './api/server.js';
import type { Config } from './config.js';
import { TaskNotReadyError } from './domain/errors.js';
import { UnpackPace } from './domain/unpack-pace.js';
import { heapBytesOf } from './h2o/process/managed-engine.js';
import { createEngine } from './h2o/create-engine.js';
import { Evaluator } from './evaluation/evaluator.js';
import { Insights } from './evaluation/insights.js';
import { Reporter } from './evaluation/report/report.js';
import type { Engine } from './h2o/engine/engine.js';
import type { Logger } from './log.js';
import { Observability } from './observability/observability.js';
import { ProfilingThreads } from './intake/workers/profiling-threads.js';
import { Predictor } from './prediction/service/predictor.js';
import { DiskSpace } from './storage/disk-space.js';
import { DatasetStore } from './datasets/dataset-store.js';
import { openDatabase } from './storage/database.js';
import { TaskQueue } from './tasks/task-queue.js';
import { TaskStore } from './tasks/task-store.js';
import { TASK_STATUSES, type Task, type TaskRunner } from './tasks/task.js';
import { createTrainer } from './training/trainer.js';
import { openTunnel, TunnelError } from './tunnel/ngrok.js';

export interface App {
  /** Where it answers, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where it answers from everywhere; null where no such address is wanted, or there is none. */
  readonly publicUrl: string | null;
  readonly engine: Engine;
  /** Ends requests in flight, tells subscribers, leaves the running task resumable, ends the engine. Idempotent. */
  close(): Promise<void>;
}

/** Each holds a copy of the model, or of what is known of its columns of an upload. */
const MAX_THREADS = 4;

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Puts the parts together and serves. Resolves as soon as requests are answered; the engine may still be starting.
 * @throws {DataDirectoryError} where another service works in the data directory, or its schema is newer than ours
 */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  // What was opened, to be closed last first; also when a later part fails to open.
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    const files = new DataDirectory(config.dataDir);
    const database = openDatabase(config.dataDir);
    closers.push(() => database.close());
    await files.prepare();

    const observability = new Observability(log);
    if (config.tracedAs !== undefined) await observability.startTracing(config.tracedAs);
    closers.push(() => observability.close());
    const engine = createEngine(config.engine, config, log);
    closers.push(() => engine.close());
    engine.onState(({ status }) => {
      if (status === 'RESTARTING') observability.metrics.engineLost();
    });

    const store = new TaskStore(database);
    const datasets = new DatasetStore({ database, removeFiles: (id) => files.removeDataset(id) });
    const disk = new DiskSpace(config.dataDir, config.minFreeDiskBytes);
    const setAside = await files.setAsideUnknown({ tasks: store.ids(), datasets: datasets.ids() });
    if (setAside) {
      log.warn(setAside, 'files that the database does not know were set aside; see docs/operations.md');
    }
    const threads = Math.min(MAX_THREADS, availableParallelism());
    const profilingThreads = new ProfilingThreads(threads);
    closers.push(() => profilingThreads.close());
    const unpackPace = new UnpackPace(config.maxUnpackBytesPerSecond);
    const predictions = new Predictor({
      modelsDir: files.modelsDir,
      engine,
      log,
      predictionsDir: files.predictionsDir,
      ttlMs: config.predictionTtlMs,
      maxBytes: config.maxUploadBytes,
      threads,
      unpackPace,
      requireDone: (id) => requireDone(store, id),
    });
    closers.push(() => predictions.close());
    await predictions.start();
    const insights = new Insights({
      modelsDir: files.modelsDir,
      sampleFile: (id) => files.sampleFile(id),
      modelOf: (id) => predictions.model(id),
      forget: (id) => predictions.forget(id),
    });
    closers.push(() => insights.close());
    const evaluator = new Evaluator({
      predictions,
      modelOf: (id) => predictions.model(id),
      thresholdOf: (id) => insights.threshold(id),
    });
    closers.push(() => evaluator.close());
    const reporter = new Reporter({
      insights,
      version,
      engineVersionOf: async (id) => (await predictions.model(id)).manifest.engineVersion,
    });
    const forget = async (id: string) => {
      await insights.forget(id);
      await predictions.forget(id);
    };

    const tasks = new TaskQueue({
      store,
      runner: observability.runner(runnerOf(config, engine, files, datasets, log)),
      files: {
        removeModel: async (id) => {
          await forget(id);
          await files.removeModel(id);
        },
        removeAll: async (id) => {
          await forget(id);
          await Promise.all([files.removeModel(id), files.removeTask(id)]);
        },
      },
      log,
      concurrency: config.concurrency,
      queueLimit: config.queueLimit,
      stopGraceMs: config.shutdownGraceMs,
    });
    closers.push(() => tasks.stop());

    const server = await startServer({
      ...config,
      version,
      webRoot: path.join(root, 'dist', 'web'),
      files,
      tasks,
      datasets,
      unpackPace,
      predictions,
      disk,
      profilingThreads,
      insights,
      evaluator,
      reporter,
      engineHealth: () => healthOf(engine),
      engineHeap: () => heapOf(engine, config.engine),
      logger: log,
      observer: observability,
      metrics: observability.metrics,
    });
    observability.metrics.watch({
      tasksByState: () => ({
        ...Object.fromEntries(TASK_STATUSES.map((status) => [status, 0])),
        ...store.countByStatus(),
      }),
      engineState: () => engine.state.status,
      load: () => server.load,
      disk,
    });
    closers.push(() => server.close());
    tasks.start();
    const publicUrl = await openPublicAddress(config, server, log, closers);

    let closing: Promise<void> | undefined;
    return { url: server.url, publicUrl, engine, close: () => (closing ??= close()) };
  } catch (error) {
    await close();
    throw error;
  }
}

function runnerOf(
  config: Config,
  engine: Engine,
  files: DataDirectory,
  datasets: DatasetStore,
  log: Logger,
): TaskRunner {
  const { dataDir, qualityBar } = config;
  const trainer = createTrainer({ engine, modelsDir: files.modelsDir, dataDir, qualityBar, log });
  return (task: Task, context) => {
    const sample = { ...task.sample, file: files.sampleFile(task.id) };
    const reading = datasets.find(task.datasetId)?.reading ?? null;
    return trainer.train({ ...task, taskId: task.id, sample, reading }, context);
  };
}

/** The service works without its public address: why there is none is in the log. */
async function openPublicAddress(
  { ngrokAuthtoken, publicUrl }: Config,
  server: RunningServer,
  log: Logger,
  closers: (() => Promise<void> | void)[],
): Promise<string | null> {
  if (ngrokAuthtoken === undefined) return publicUrl ?? null;
  try {
    const tunnel = await openTunnel({ authtoken: ngrokAuthtoken, address: new URL(server.url).host });
    closers.push(() => tunnel.close());
    server.announce(tunnel.url);
    return tunnel.url;
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error;
    log.error(error.message);
    return publicUrl ?? null;
  }
}

function requireDone(store: TaskStore, id: string): void {
  const status = store.statusOf(id);
  if (status === 'DONE') return;
  throw new TaskNotReadyError(`Task ${id} is ${status}; a model is there once it is DONE.`, { status });
}

/** Bytes; of an engine of ours it is known before that is there. */
function heapOf({ state }: Engine, choice: Config['engine']): number | null {
  if (state.status === 'READY' && state.heapBytes !== undefined) return state.heapBytes;
  return choice.kind === 'managed' ? heapBytesOf(choice.memory) : null;
}

function healthOf(engine: Engine): EngineHealth {
  const { state } = engine;
  if (state.status === 'READY') return { status: state.status, version: state.version, nodes: state.nodes };
  return { status: state.status, message: 'message' in state ? state.message : null };
}
