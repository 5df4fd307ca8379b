import type { Readable } from 'node:stream';
import { noRows, openText, type OpenText, type RecordsOptions } from '../../src/csv/open-records.js';
import { parseRecords, type CsvRecord } from '../../src/csv/records/parse-records.js';

export interface OpenRecords extends Omit<OpenText, 'text'> {
  /** Batches of rows, without the header; to be iterated once, which frees the source. */
  readonly records: AsyncIterable<CsvRecord[]>;
}

/** Opens a table as the service does, and reads all of it with csv-parse: the reference for the byte reader. */
export async function openRecords(source: Readable, options: RecordsOptions): Promise<OpenRecords> {
  const table = await openText(source, options);
  return { ...table, records: dataRecords(table) };
}

async function* dataRecords(table: OpenText): AsyncGenerator<CsvRecord[]> {
  let skip = table.hasHeader ? 1 : 0;
  let isEmpty = true;
  try {
    for await (const batch of parseRecords(table.text, table.delimiter)) {
      const records = batch.slice(skip);
      skip = 0;
      if (records.length === 0) continue;
      isEmpty = false;
      yield records;
    }
    if (isEmpty) throw noRows();
  } finally {
    await table.close();
  }
}
