import { gzipSync } from 'node:zlib';
import zlib from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { workbook } from '../../../support/formats/xlsx.js';
import { useReader } from './support.js';

const { read, refusal } = useReader();

const csv = `a,b\n${Array.from({ length: 12 }, (_, row) => `${row},x\n`).join('')}`;
const json = Array.from({ length: 12 }, (_, row) => `{"a":${row},"b":"x"}\n`).join('');

describe('a zip archive', () => {
  it.each([
    ['a CSV', { 'data/t.csv': strToU8(csv) }],
    ['JSON lines', { 't.jsonl': strToU8(json) }],
    ['a packed CSV', { 't.csv.gz': new Uint8Array(gzipSync(csv)) }],
    [
      'a CSV and what a system adds',
      { 't.csv': strToU8(csv), '__MACOSX/._t.csv': strToU8('x'), '.DS_Store': strToU8('y') },
    ],
  ])('with %s is that table', async (_, files) => {
    const { header, rows } = await read(zipSync(files));
    expect(header).toEqual(['a', 'b']);
    expect(rows).toHaveLength(12);
  });

  it('with several files or none is refused, and they are named', async () => {
    const two = zipSync({ 'a.csv': strToU8(csv), 'b.csv': strToU8(csv) });
    expect(await refusal(two)).toMatch(/holds 2 files: "a.csv", "b.csv". Upload the one with the table/);
    expect(await refusal(zipSync({ 'd/': new Uint8Array() }))).toMatch(/holds no file/);
  });

  it('in another one is refused', async () => {
    expect(await refusal(zipSync({ 'a.zip': zipSync({ 'a.csv': strToU8(csv) }) }))).toMatch(
      /archive inside an archive/,
    );
    const book = workbook({ sheets: [{ name: 'S', rows: [['a', 'b']] }] });
    expect(await refusal(zipSync({ 'a.xlsx': book }))).toMatch(/archive inside an archive/);
  });

  it('that unpacks to more than the service takes is refused', async () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(5_000_000).fill(97) });
    expect(bomb.length).toBeLessThan(20_000);
    expect(await refusal(bomb, { maxBytes: 1_000_000 })).toMatch(/^UPLOAD_TOO_LARGE: The unpacked file/);
  });

  it('that lies about its sizes is refused', async () => {
    const bytes = zipSync({ 'a.csv': strToU8(csv) });
    const view = new DataView(bytes.buffer);
    const central = Buffer.from(bytes).indexOf('PK\x01\x02');
    view.setUint32(central + 24, 5, true);
    expect(await refusal(bytes)).toMatch(/damaged or cut off/);
  });
});

describe('zstd', () => {
  const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');

  it('is unpacked where Node.js has it, and named where not', async () => {
    if (typeof compress === 'function') {
      const bytes: unknown = Reflect.apply(compress, zlib, [Buffer.from(csv)]);
      expect((await read(bytes as Buffer)).rows).toHaveLength(12);
    } else {
      expect(await refusal(Buffer.from('28b52ffd00', 'hex'))).toMatch(/zstd compressed.*Node\.js 22\.15/);
    }
  });
});

describe('a header that begins like a file of another kind', () => {
  it.each(['PAR1', 'ORC', 'FEA1', 'RDX', 'PARE'])('is one of text: %s', async (name) => {
    const { header } = await read(csv.replace('a,', `${name},`));
    expect(header[0]).toBe(name);
  });
});
