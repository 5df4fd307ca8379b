/**
 * How fast an upload is taken in (stored as UTF-8, profiled, sampled), beside csv-parse doing nothing but parsing the
 * same bytes, and how much memory that takes. Each measurement has a process of its own; the two take turns.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FileRead } from './intake-file.js';
import { writeCustomers } from './support/data.js';
import { machine, table } from './support/markdown.js';

const MIB = 1024 * 1024;
const SIZES_MIB = [50, 500];
const ROUNDS = 3;
const CONTENDERS = ['csv-parse', 'ingest'] as const;
const run = promisify(execFile);

async function read(what: string, file: string, dir: string): Promise<FileRead> {
  const script = path.join(import.meta.dirname, 'intake-file.js');
  const { stdout } = await run(process.execPath, [script, what, file, dir]);
  return JSON.parse(stdout) as FileRead;
}

/** The quickest of its rounds, and the most memory of any. */
const best = (reads: readonly FileRead[]): FileRead => ({
  rows: reads[0]?.rows ?? 0,
  seconds: Math.min(...reads.map(({ seconds }) => seconds)),
  cpuSeconds: Math.min(...reads.map(({ cpuSeconds }) => cpuSeconds)),
  peakMiB: Math.max(...reads.map(({ peakMiB }) => peakMiB)),
});

const dir = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-intake-'));
try {
  const lines: string[][] = [];
  for (const size of SIZES_MIB) {
    const file = path.join(dir, 'upload.csv');
    await writeCustomers(file, size * MIB, 1);
    const mebibytes = (await stat(file)).size / MIB;
    const reads: Record<(typeof CONTENDERS)[number], FileRead[]> = { 'csv-parse': [], ingest: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const what of CONTENDERS) reads[what].push(await read(what, file, dir));
    }
    const bare = best(reads['csv-parse']);
    for (const what of CONTENDERS) {
      const { rows, seconds, cpuSeconds, peakMiB } = best(reads[what]);
      lines.push([
        ...[what, mebibytes.toFixed(0), rows.toLocaleString('en'), (mebibytes / seconds).toFixed(1)],
        ...[
          (mebibytes / cpuSeconds).toFixed(1),
          (bare.cpuSeconds / cpuSeconds).toFixed(2),
          peakMiB.toFixed(0),
        ],
      ]);
    }
  }
  const head = ['', 'file, MiB', 'rows', 'MiB/s', 'MiB per CPU second', 'of csv-parse', 'peak memory, MiB'];
  console.log(`${machine()}; 11 columns; best of ${ROUNDS}\n\n${table(head, lines)}`);
} finally {
  await rm(dir, { recursive: true });
}
