import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { sampleDataset } from '../../../src/intake/sample/sample-dataset.js';
import { table, useIntake } from './support.js';

const intake = useIntake();

describe('the target, where none is named', () => {
  it.each([
    ['delimiters at the end of each line', table('a,b,y,', 12, (row) => `${row},x,${row % 2},`)],
    ['a nameless column with values after it', table('a,b,y,', 12, (row) => `${row},x,${row % 2},${row}`)],
    ['an empty column after it', table('a,b,y,z', 12, (row) => `${row},x,${row % 2},`)],
  ])('is the last column with a name and values: %s', async (_, content) => {
    const { file, columns, sample, findings } = await intake.upload(content, { sample: intake.request() });
    expect(sample?.target).toBe('y');
    const again = await sampleDataset({ file, columns, findings }, intake.request());
    expect(again.target).toBe('y');
  });
});

describe('an index without a name', () => {
  const content = table(',a,y', 12, (row) => `${row},${row % 5},${row % 2}`);

  it('is left out of training, and that is said', async () => {
    const { file, columns, findings, sample } = await intake.upload(content, { sample: intake.request() });
    expect(columns.map(({ name }) => name)).toEqual(['index', 'a', 'y']);
    expect(findings[0]).toMatchObject({ code: 'UNNAMED_INDEX', column: 'index' });
    expect(sample?.columns.map(({ name }) => name)).toEqual(['a', 'y']);
    expect(sample?.findings.map(({ code }) => code)).toContain('UNNAMED_INDEX');
    const again = await sampleDataset({ file, columns, findings }, intake.request());
    expect(again.columns.map(({ name }) => name)).toEqual(['a', 'y']);
  });
});

describe('a dataset', () => {
  const content = table('a;b;y', 12, (row) => `${row};x;${row % 2}`);
  const nothing = { encoding: null, delimiter: null, header: null, skipLines: null, sheet: null };

  it('says how it was read', async () => {
    const { reading, findings } = await intake.upload(`Report\n\n${content}`);
    expect(reading).toEqual({
      format: 'CSV',
      encoding: 'utf-8',
      delimiter: ';',
      header: true,
      skippedLines: 2,
      sheet: null,
      sheets: [],
    });
    expect(findings[0]).toMatchObject({ code: 'SKIPPED_LINES', examples: ['Report'] });
  });

  it('is another one where its reading was overruled, and the same where it was in the same way', async () => {
    const plain = await intake.upload(content);
    const none = await intake.upload(content, { reading: nothing });
    const comma = await intake.upload(content, { reading: { ...nothing, delimiter: ';', header: false } });
    const again = await intake.upload(content, { reading: { ...nothing, header: false, delimiter: ';' } });
    expect(none.id).toBe(plain.id);
    expect(comma.id).not.toBe(plain.id);
    expect(comma.id).toMatch(/^[0-9a-f]{64}$/);
    expect(again.id).toBe(comma.id);
    expect(comma.rows).toBe(13);
  });

  it('is read as asked', async () => {
    const names = async (text: string | Uint8Array, reading: object) =>
      (await intake.upload(text, { reading: { ...nothing, ...reading } })).columns.map(({ name }) => name);
    const aligned = table('temp  press  state', 12, (row) => `  ${row}    1.${row}  ok`);
    expect(await names(aligned, { delimiter: ' ' })).toEqual(['temp', 'press', 'state']);
    expect(await names(content.replaceAll(';', '^'), { delimiter: '^' })).toEqual(['a', 'b', 'y']);
    expect(await names(`a,b\nc,d\n${table('e,f', 12, (row) => `${row},x`)}`, { skipLines: 2 })).toEqual([
      'e',
      'f',
    ]);
    expect(
      await names(
        table('2023,2024', 12, (row) => `${row},${row}`),
        { header: true },
      ),
    ).toEqual(['2023', '2024']);
    const bytes = Buffer.from(
      table('größe,y', 12, (row) => `${row},x`),
      'latin1',
    );
    expect(await names(bytes, { encoding: 'ISO-8859-1' })).toEqual(['größe', 'y']);
    expect(await names(bytes, { encoding: 'cp850' })).toEqual(['gr÷▀e', 'y']);
  });

  it.each([
    [{ encoding: 'klingon' }, /reading.encoding: "klingon" is not known/],
    [{ delimiter: 'ab' }, /reading.delimiter: "ab" is not one character/],
    [{ delimiter: '"' }, /reading.delimiter/],
    [{ skipLines: -1 }, /reading.skipLines: -1/],
  ])('is not read as %j', async (reading, message) => {
    await expect(intake.upload(content, { reading: { ...nothing, ...reading } })).rejects.toThrow(message);
  });
});

describe('a Parquet file', () => {
  it('gives its columns the types it knows', async () => {
    const days = Array.from({ length: 12 }, (_, row) => 20_240_101 + row);
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'date', data: days, type: 'INT32' },
        { name: 'code', data: days.map((day) => `0${day % 5}`), type: 'STRING' },
        { name: 'ok', data: days.map((day) => day % 2 === 0), type: 'BOOLEAN' },
        { name: 'at', data: days.map((day) => new Date(day * 1000)), type: 'TIMESTAMP' },
      ],
    });
    const { columns } = await intake.upload(new Uint8Array(bytes));
    expect(columns.map(({ type }) => type)).toEqual(['NUMERIC', 'CATEGORICAL', 'CATEGORICAL', 'TIME']);
  });
});
