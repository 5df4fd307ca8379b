/**
 * Scores one CSV as the service does it, in a process of its own, and prints what it took as JSON.
 * Arguments: the models' directory, the model in it, the CSV, and the number of worker threads.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pino } from 'pino';
import type { Engine } from '../src/h2o/engine/engine.js';
import { Predictor } from '../src/prediction/service/predictor.js';

export interface FileScored {
  readonly rows: number;
  readonly seconds: number;
  /** Of processor time, all threads together. */
  readonly cpuSeconds: number;
  /** Of memory: the most that was in use in the first fifth of the file, and in all of it. Bytes. */
  readonly earlyMemory: number;
  readonly memory: number;
  /** Of the event loop, in milliseconds. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly max: number };
}

const NO_ENGINE: Engine = {
  state: { status: 'STOPPED' },
  ready: () => Promise.reject(new Error('There is no engine.')),
  onState: () => () => undefined,
  close: () => Promise.resolve(),
};

const [modelsDir = '', taskId = '', file = '', threads = '0'] = process.argv.slice(2);
const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-scored-'));
const predictor = new Predictor({
  modelsDir,
  predictionsDir: directory,
  engine: NO_ENGINE,
  log: pino({ level: 'silent' }),
  ttlMs: 60_000,
  maxBytes: Infinity,
  threads: Number(threads),
  requireDone: () => undefined,
});
await predictor.start();
// Loads the model, so that what is timed is the scoring.
await predictor.signature(taskId);
const { size } = await stat(file);
const delay = monitorEventLoopDelay({ resolution: 1 });
const memory = { early: 0, most: 0 };
const stream = createReadStream(file);
const watch = setInterval(() => {
  const { rss } = process.memoryUsage();
  if (stream.bytesRead < size / 5) memory.early = Math.max(memory.early, rss);
  memory.most = Math.max(memory.most, rss);
}, 50);
const start = performance.now();
const cpu = process.cpuUsage();
delay.enable();
const { rowCount } = await predictor.predictCsv(
  taskId,
  { stream, fileName: file },
  { limit: 1000, strict: false },
);
delay.disable();
const { user, system } = process.cpuUsage(cpu);
clearInterval(watch);
const result: FileScored = {
  rows: rowCount,
  seconds: (performance.now() - start) / 1e3,
  cpuSeconds: (user + system) / 1e6,
  earlyMemory: memory.early,
  memory: memory.most,
  delay: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
};
await predictor.close();
await rm(directory, { recursive: true, force: true });
console.log(JSON.stringify(result));
