import { parquetWriteBuffer, type ParquetWriteOptions } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { decimalText, instantText } from '../../../../src/csv/formats/parquet/decimal.js';
import { useReader } from './support.js';

const { read, refusal } = useReader();

const write = (options: Omit<ParquetWriteOptions, 'writer'>): Uint8Array =>
  new Uint8Array(parquetWriteBuffer(options));
const twelve = <T>(value: (row: number) => T): T[] => Array.from({ length: 12 }, (_, row) => value(row));

describe('a Parquet file', () => {
  it('gives its columns with their types', async () => {
    const { header, rows, types, reading } = await read(
      write({
        columnData: [
          { name: 'id', data: twelve((row) => 1234567890123456780n + BigInt(row)), type: 'INT64' },
          { name: 'size', data: twelve((row) => (row === 3 ? NaN : row + 0.1)), type: 'DOUBLE' },
          { name: 'single', data: twelve(() => Math.fround(0.1)), type: 'FLOAT' },
          { name: 'code', data: twelve((row) => `0${row}`), type: 'STRING' },
          {
            name: 'ok',
            data: twelve((row) => (row === 3 ? null : row % 2 === 0)),
            type: 'BOOLEAN',
            nullable: true,
          },
          {
            name: 'at',
            data: twelve((row) => new Date(Date.UTC(2024, 0, 1 + row, 12, 30))),
            type: 'TIMESTAMP',
          },
        ],
      }),
    );
    expect(header).toEqual(['id', 'size', 'single', 'code', 'ok', 'at']);
    expect(rows).toHaveLength(12);
    expect(rows[2]).toEqual(['1234567890123456782', '2.1', '0.1', '02', 'true', '2024-01-03T12:30:00']);
    expect(rows[3]).toEqual(['1234567890123456783', '', '0.1', '03', '', '2024-01-04T12:30:00']);
    expect(Object.fromEntries(types)).toEqual({
      size: 'NUMERIC',
      single: 'NUMERIC',
      ok: 'CATEGORICAL',
      at: 'TIME',
    });
    expect(reading).toMatchObject({ format: 'PARQUET', encoding: null, delimiter: null, header: true });
  });

  it('gives decimals and dates digit for digit', async () => {
    const { rows } = await read(
      write({
        columnData: [
          { name: 'price', data: twelve((row) => row + 0.5) },
          { name: 'day', data: twelve((row) => 19_000 + row) },
        ],
        schema: [
          { name: 'root', num_children: 2 },
          {
            name: 'price',
            type: 'INT64',
            converted_type: 'DECIMAL',
            precision: 18,
            scale: 2,
            repetition_type: 'REQUIRED',
          },
          { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
        ],
      }),
    );
    expect(rows[1]).toEqual(['1.50', '2022-01-09']);
  });

  it('is read over all its groups of rows', async () => {
    const data = Array.from({ length: 1000 }, (_, row) => row);
    const bytes = write({
      columnData: [
        { name: 'a', data, type: 'INT32' },
        { name: 'b', data: data.map(String), type: 'STRING' },
      ],
      rowGroupSize: 64,
    });
    const { rows } = await read(bytes);
    expect(rows).toEqual(data.map((row) => [String(row), String(row)]));
  });

  it('is refused where it is cut off, damaged or too large', async () => {
    const bytes = write({
      columnData: [
        { name: 'a', data: twelve(String) },
        { name: 'b', data: twelve(String) },
      ],
    });
    expect(await refusal(bytes.subarray(0, 60))).toMatch(
      /INVALID_CSV: The Parquet file is damaged or cut off/,
    );
    const damaged = Uint8Array.from(bytes, (byte, index) => (index > 8 && index < 40 ? 255 : byte));
    expect(await refusal(damaged)).toMatch(/INVALID_CSV/);
    const same = Array<number>(100_000).fill(7);
    const bomb = write({ columnData: ['a', 'b'].map((name) => ({ name, data: same, type: 'INT32' })) });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await refusal(bomb, { maxBytes: 100_000 })).toMatch(/^UPLOAD_TOO_LARGE/);
  });
});

describe('exact values', () => {
  it.each([
    [12345n, 2, '123.45'],
    [-5n, 2, '-0.05'],
    [0n, 3, '0.000'],
    [7n, 0, '7'],
    [7n, -2, '700'],
    [123456789012345678901234567890n, 10, '12345678901234567890.1234567890'],
  ])('decimal %d of scale %d', (unscaled, scale, text) => expect(decimalText(unscaled, scale)).toBe(text));

  it.each([
    [0n, 1000n, '1970-01-01T00:00:00'],
    [-1n, 1000n, '1969-12-31T23:59:59.999'],
    [1_700_000_000_123_456n, 1_000_000n, '2023-11-14T22:13:20.123456'],
    [1_700_000_000_500_000_000n, 1_000_000_000n, '2023-11-14T22:13:20.5'],
  ])('instant %d', (value, unit, text) => expect(instantText(value, unit)).toBe(text));
});
