/** Reads a file twice and prints what the second time took, as JSON. Arguments: what to do, the file, a folder to write to. */
import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parse } from 'csv-parse';
import { DEFAULT_TRAINING_OPTIONS } from '../src/domain/training-options.js';
import { ingest } from '../src/intake/ingest.js';
import { ProfilingThreads } from '../src/intake/workers/profiling-threads.js';

export interface FileRead {
  readonly rows: number;
  readonly seconds: number;
  /** Of processor time, by all threads. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  /** Of the event loop, 99th percentile; null where nobody waits for it. */
  readonly delayMs: number | null;
}

const [what, file = '', dir = ''] = process.argv.slice(2);
const limits = { dir, maxBytes: Number.MAX_SAFE_INTEGER };
const outFile = path.join(dir, 'sample.csv');
const sample = { ...DEFAULT_TRAINING_OPTIONS, target: null, outFile };
const threads = what === 'one thread' ? null : new ProfilingThreads(Math.min(4, availableParallelism()));

async function readRows(): Promise<number> {
  const source = createReadStream(file);
  switch (what) {
    case 'one thread':
    case 'ingest':
      return (await ingest(source, { ...limits, threads })).rows;
    case 'with a sample':
      return (await ingest(source, { ...limits, threads, sample })).rows;
    case 'csv-parse': {
      let rows = -1;
      const parser = source.pipe(parse());
      for await (const record of parser) rows += (record as string[]).length > 0 ? 1 : 0;
      return rows;
    }
    default:
      throw new Error(`There is nothing called ${String(what)} to measure.`);
  }
}

await readRows();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const before = process.cpuUsage();
const start = performance.now();
const rows = await readRows();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
delay.disable();
const read: FileRead = {
  rows,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakMiB: process.resourceUsage().maxRSS / 1024,
  delayMs: what === 'csv-parse' ? null : delay.percentile(99) / 1e6,
};
console.log(JSON.stringify(read));
await threads?.close();
