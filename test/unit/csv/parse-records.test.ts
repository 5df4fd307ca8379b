import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { parseRecords, type CsvRecord } from '../../../src/csv/records/parse-records.js';

const TEXT = Buffer.from('town,sign\nZürich,€\n東京,𝄞\n');
const RECORDS = [
  ['town', 'sign'],
  ['Zürich', '€'],
  ['東京', '𝄞'],
];

async function recordsOf(chunks: readonly Buffer[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of parseRecords(Readable.from(chunks), ',')) records.push(...batch);
  return records;
}

describe('records of text that comes in pieces', () => {
  test.each([1, 2, 3, 5, 8])('of %i bytes, cut anywhere, are the same', async (size) => {
    const pieces = Array.from({ length: Math.ceil(TEXT.length / size) }, (_, index) =>
      TEXT.subarray(index * size, (index + 1) * size),
    );
    expect(await recordsOf(pieces)).toEqual(RECORDS);
  });

  test('whose last character is cut off are refused, with the line', async () => {
    const cut = Buffer.concat([TEXT, Buffer.from('x,€').subarray(0, -1)]);
    await expect(recordsOf([cut])).rejects.toMatchObject({ details: { line: 4 } });
  });

  test('that is no UTF-8 are refused, with the line', async () => {
    const bytes = Buffer.concat([TEXT, Buffer.from('x,\xfcy\n', 'latin1')]);
    await expect(recordsOf([bytes])).rejects.toMatchObject({ details: { line: 4 } });
  });
});
