/** Reads one file and prints what it took, as JSON. Arguments: what to do, the file, a folder to write to. */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse';
import { DEFAULT_TRAINING_OPTIONS } from '../src/domain/training-options.js';
import { ingest } from '../src/intake/ingest.js';
import type { SampleRequest } from '../src/intake/sample/sample-request.js';

export interface FileRead {
  readonly rows: number;
  readonly seconds: number;
  /** Of processor time, by all threads. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

const [what, file = '', dir = ''] = process.argv.slice(2);
const limits = { dir, maxBytes: Number.MAX_SAFE_INTEGER };
const sample: SampleRequest = {
  ...DEFAULT_TRAINING_OPTIONS,
  target: 'plan',
  outFile: path.join(dir, 'sample.csv'),
};

async function readRows(): Promise<number> {
  const source = createReadStream(file);
  switch (what) {
    case 'ingest':
      return (await ingest(source, { ...limits, sample })).rows;
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

const start = performance.now();
const rows = await readRows();
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const read: FileRead = {
  rows,
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakMiB: maxRSS / 1024,
};
console.log(JSON.stringify(read));
