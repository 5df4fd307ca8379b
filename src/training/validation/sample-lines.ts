import { createReadStream } from 'node:fs';
import type { TrainingSample } from '../../domain/training-sample.js';
import { csvLine } from '../../csv/records/csv-line.js';
import { parseRecords } from '../../csv/records/parse-records.js';
import type { RowPlan } from './row-plan.js';

/** The sample as the engine gets it to train on: with the number of the fold in a last column. */
export async function* sampleLines(
  { file }: TrainingSample,
  { places }: RowPlan,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let row = 0;
  for await (const records of parseRecords(createReadStream(file, { signal }), ',')) {
    const lines = records.map((record) => csvLine([...record, String(places[row++])]));
    yield Buffer.from(lines.join(''));
  }
}
