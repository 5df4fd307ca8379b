import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import type { CsvIntake, SampleRequest } from '../../src/api/csv-intake.js';
import type { ColumnProfile } from '../../src/domain/column-profile.js';
import type { TrainingSample } from '../../src/domain/training-sample.js';
import { InvalidCsvError } from '../../src/errors.js';

export const plainIntake: CsvIntake = {
  async ingest(source, { dir, sample }) {
    const bytes = await buffer(source);
    const file = path.join(dir, 'data.csv');
    const [header = [], ...rows] = parse(bytes);
    if (rows.length < 10) throw new InvalidCsvError('The file has fewer than 10 rows.', { line: 1 });
    await writeFile(file, bytes);
    const columns = header.map((name): ColumnProfile => ({
      name,
      type: 'NUMERIC',
      missing: 0,
      distinct: rows.length,
      examples: [],
      exampleCounts: [],
      min: 0,
      max: 1,
      mean: 0.5,
      histogram: [],
    }));
    return {
      id: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      rows: rows.length,
      columns,
      findings: [],
      reading: null,
      file,
      sample: sample ? await draw(header, rows, sample) : null,
    };
  },
  async sampleDataset({ file }, request) {
    const [header = [], ...rows] = parse(await readFile(file));
    return draw(header, rows, request);
  },
  async readHead(file, rows) {
    return parse(await readFile(file)).slice(1, rows + 1);
  },
};

async function draw(header: string[], rows: string[][], request: SampleRequest): Promise<TrainingSample> {
  await writeFile(request.outFile, rows.map((row) => row.join(',')).join('\n'));
  return {
    file: request.outFile,
    columns: header.map((name) => ({ name, type: 'NUMERIC' })),
    target: request.target ?? header.at(-1) ?? '',
    problemType: 'MULTICLASS',
    rowsTotal: rows.length,
    rowsUsed: Math.min(rows.length, request.maxRows ?? Infinity),
    rowsWithoutTarget: 0,
    textColumns: [],
    findings: [],
  };
}
