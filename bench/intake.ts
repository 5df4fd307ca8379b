/**
 * How fast an upload is taken in (stored as UTF-8, profiled, sampled), and how much memory that takes: beside csv-parse
 * doing nothing but parsing the same bytes and, where `BENCH_PYTHON` names a Python that has them, beside pandas and
 * polars reading and describing them. Each reads a file twice in a process of its own, and the second time counts; all
 * take turns. `BENCH_MEMORY_MIB` is the size of a file that is read for its memory alone.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FileRead } from './intake-file.js';
import { writeCustomers } from './support/data.js';
import { machine, table } from './support/markdown.js';
import { writeOrders } from './support/orders.js';

const MIB = 1024 * 1024;
const SIZE_MIB = 50;
const ROUNDS = 3;
const OURS = ['ingest', 'with a sample', 'one thread'];
const python = process.env['BENCH_PYTHON'];
const memoryMiB = Number(process.env['BENCH_MEMORY_MIB'] ?? 0);
const contenders = [...OURS, 'csv-parse', ...(python === undefined ? [] : ['pandas', 'polars'])];
const run = promisify(execFile);

const TABLES = {
  'numbers and labels': writeCustomers,
  'separators, dates and units': writeOrders,
};

async function read(what: string, file: string, dir: string): Promise<FileRead> {
  const isPython = python !== undefined && (what === 'pandas' || what === 'polars');
  const script = path.join(import.meta.dirname, 'intake-file.js');
  const { stdout } = await (isPython
    ? run(python, ['bench/support/frames.py', what, file])
    : run(process.execPath, ['--max-semi-space-size=4', script, what, file, dir]));
  process.stderr.write(`${what}: ${stdout}`);
  return JSON.parse(stdout) as FileRead;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The middle of its rounds, and the most memory and delay of any. */
function typical(reads: readonly FileRead[]): FileRead {
  const delays = reads.flatMap(({ delayMs }) => delayMs ?? []);
  return {
    rows: reads[0]?.rows ?? 0,
    seconds: middle(reads.map(({ seconds }) => seconds)),
    cpuSeconds: middle(reads.map(({ cpuSeconds }) => cpuSeconds)),
    peakMiB: Math.max(...reads.map(({ peakMiB }) => peakMiB)),
    delayMs: delays.length > 0 ? Math.max(...delays) : null,
  };
}

const dir = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-intake-'));
const file = path.join(dir, 'upload.csv');
const lines: string[][] = [];

async function measure(name: string, which: readonly string[], rounds: number): Promise<void> {
  const mebibytes = (await stat(file)).size / MIB;
  const reads = new Map(which.map((what): [string, FileRead[]] => [what, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [what, of] of reads) of.push(await read(what, file, dir));
  }
  const peer = reads.has('pandas') ? typical(reads.get('pandas') ?? []) : null;
  for (const [what, of] of reads) {
    const { rows, seconds, cpuSeconds, peakMiB, delayMs } = typical(of);
    lines.push([
      ...[`${what}: ${name}`, mebibytes.toFixed(0), rows.toLocaleString('en')],
      ...[
        seconds.toFixed(2),
        (mebibytes / seconds).toFixed(1),
        peer ? (peer.seconds / seconds).toFixed(2) : '',
      ],
      ...[cpuSeconds.toFixed(2), peakMiB.toFixed(0), delayMs?.toFixed(1) ?? ''],
    ]);
  }
}

try {
  for (const [name, write] of Object.entries(TABLES)) {
    await write(file, SIZE_MIB * MIB, 1);
    await measure(name, contenders, ROUNDS);
  }
  if (memoryMiB > 0) {
    await writeCustomers(file, memoryMiB * MIB, 1);
    await measure('numbers and labels', ['ingest'], 1);
  }
  const head = [
    '',
    'file, MiB',
    'rows',
    's',
    'MiB/s',
    'of pandas',
    'CPU s',
    'peak memory, MiB',
    'delay p99, ms',
  ];
  console.log(`${machine()}; medians of ${ROUNDS}\n\n${table(head, lines)}`);
} finally {
  await rm(dir, { recursive: true });
}
