import { createReadStream } from 'node:fs';
import type { TrainingSample } from '../../domain/training-sample.js';
import { csvLine } from '../../csv/records/csv-line.js';
import { parseRecords } from '../../csv/records/parse-records.js';
import type { RowPlan } from './row-plan.js';

/** Rows of the sample as the engine gets them, with the number of the fold in a last column. */
export async function* sampleLines(
  { file }: TrainingSample,
  { places }: RowPlan,
  isWanted: (place: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let row = 0;
  for await (const records of parseRecords(createReadStream(file, { signal }), ',')) {
    let lines = '';
    for (const record of records) {
      const place = places[row++] as number;
      if (isWanted(place)) lines += csvLine([...record, String(place)]);
    }
    if (lines !== '') yield Buffer.from(lines);
  }
}
