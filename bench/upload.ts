/**
 * What one large `predict` over HTTP does to the whole service, its memory above all, and to another client of it.
 * LARGE_MB sets the size of the upload (default: 1000). Memory is read from /proc: this needs Linux. Printed as Markdown.
 */
import { openAsBlob } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { customersCsv, writeCustomers } from './support/data.js';
import { startEngine } from './support/engine.js';
import { GraphQL } from './support/graphql.js';
import { machine, table } from './support/markdown.js';
import { startService, type BenchService } from './support/service.js';
import { trainTask } from './support/task.js';
import { p50p99, short, timeCalls, type Times } from './support/timing.js';

const LARGE_BYTES = Number(process.env['LARGE_MB'] ?? 1000) * 1e6;
const PREDICT = `mutation ($id: ID!, $file: Upload!) { predict(taskId: $id, file: $file) { rowCount csvUrl } }`;
const QUIET_CALLS = 400;
const WATCH_MS = 50;

interface Upload {
  readonly bytes: number;
  readonly rows: number;
  readonly seconds: number;
  /** Resident memory of the whole service before, the most in the first fifth of the time, and the most. Bytes. */
  readonly memory: { readonly before: number; readonly early: number; readonly most: number };
  /** Of another client's smallest query, in milliseconds: with nothing else to do, and meanwhile. */
  readonly query: { readonly quiet: Times; readonly meanwhile: Times };
}

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const engine = await startEngine(path.join(directory, 'engine'));
try {
  const file = path.join(directory, 'large.csv');
  await writeCustomers(file, LARGE_BYTES, 4);
  const service = await startService(engine.address, path.join(directory, 'data'));
  try {
    console.log(`${machine()}.\n\n${report(await upload(service, file))}`);
  } finally {
    await service.stop();
  }
} finally {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
}

async function upload(service: BenchService, file: string): Promise<Upload> {
  const [uploader, other] = [new GraphQL(service.url), new GraphQL(service.url)];
  try {
    const taskId = await trainTask(uploader);
    // Loads the model.
    await uploader.upload(PREDICT, { id: taskId }, new Blob([customersCsv(10, 2)]));
    const query = () => other.request('{ __typename }', {});
    const quiet = await timeCalls(QUIET_CALLS, QUIET_CALLS, query);
    const before = await residentMemory(service.pid);
    const ended = new AbortController();
    const watched = watch(service.pid, query, ended.signal);
    const start = performance.now();
    const csv = await openAsBlob(file);
    const { predict } = await uploader
      .upload<{ predict: { rowCount: number } }>(PREDICT, { id: taskId }, csv)
      .finally(() => ended.abort());
    const seconds = (performance.now() - start) / 1e3;
    const { memory, queries } = await watched;
    const early = memory.slice(0, Math.ceil(memory.length / 5));
    return {
      bytes: (await stat(file)).size,
      rows: predict.rowCount,
      seconds,
      memory: { before, early: Math.max(...early), most: Math.max(...memory) },
      query: { quiet, meanwhile: queries.sort((a, b) => a - b) },
    };
  } finally {
    await Promise.all([uploader.close(), other.close()]);
  }
}

function report({ bytes, rows, seconds, memory, query }: Upload): string {
  const megabytes = (value: number) => `${short(value / 1e6)} MB`;
  const head = [
    ...[`an upload of ${megabytes(bytes)}`, 'rows a second', 'memory before', 'first fifth', 'most'],
    ...['another query, ms, p50 / p99', 'with nothing else'],
  ];
  const line = [
    ...[`${rows.toLocaleString('en')} rows, ${short(seconds)} s`, short(rows / seconds)],
    ...[memory.before, memory.early, memory.most].map(megabytes),
    ...[p50p99(query.meanwhile), p50p99(query.quiet)],
  ];
  return table(head, [line]);
}

async function watch(
  pid: number,
  query: () => Promise<unknown>,
  ended: AbortSignal,
): Promise<{ memory: number[]; queries: number[] }> {
  const memory: number[] = [];
  const queries: number[] = [];
  while (!ended.aborted) {
    memory.push(await residentMemory(pid));
    queries.push(...(await timeCalls(1, 0, query)));
    await delay(WATCH_MS);
  }
  return { memory, queries };
}

async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
