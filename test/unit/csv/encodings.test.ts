import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES } from '../../../src/csv/source/chunks.js';
import { refusal, table, useIntake } from '../intake/support.js';

const intake = useIntake();
const CITIES = ['Zürich', 'Málaga', 'Besançon', 'Ærø', 'Łódź', 'Kraków'];
const content = table('größe,city', 24, (row) => `${row},${CITIES[row % 4] ?? ''}`);

async function stored(bytes: Uint8Array): Promise<string> {
  return readFileSync((await intake.upload(bytes)).file, 'utf8');
}

describe('a file is stored as UTF-8 without a byte order mark', () => {
  it.each([
    ['UTF-8', 'utf-8', false],
    ['UTF-8 with a BOM', 'utf-8', true],
    ['UTF-16, little endian, with a BOM', 'utf-16le', true],
    ['UTF-16, big endian, with a BOM', 'utf-16be', true],
    ['UTF-16, little endian, without a BOM', 'utf-16le', false],
    ['UTF-16, big endian, without a BOM', 'utf-16be', false],
    ['Latin-1', 'latin1', false],
    ['Windows-1252', 'windows-1252', false],
  ])('from %s', async (_, encoding, addBOM) => {
    expect(await stored(iconv.encode(content, encoding, { addBOM }))).toBe(content);
  });

  it('from Windows-1252 with signs that Latin-1 lacks', async () => {
    const prices = table('price,note', 12, (row) => `${row},“five” – €`);
    expect(await stored(iconv.encode(prices, 'windows-1252'))).toBe(prices);
  });

  it('from Cyrillic in its own encoding, given enough of it', async () => {
    const words = ['Москва', 'Санкт-Петербург', 'Новосибирск', 'Екатеринбург', 'Нижний Новгород'];
    const russian = table('город,население', 200, (row) => `${words[row % 5] ?? ''},${row}`);
    expect(await stored(iconv.encode(russian, 'windows-1251'))).toBe(russian);
  });
});

describe('characters beyond ASCII', () => {
  it('may come as late as after the first megabyte', async () => {
    const late = table('a,b', 100_000, (row) => `${row},${row === 99_999 ? 'Łódź' : 'plain'}`);
    expect(await stored(Buffer.from(late))).toBe(late);
    const latin = late.replace('Łódź', 'Zürich');
    expect(await stored(iconv.encode(latin, 'latin1'))).toBe(latin);
  });

  it('may be cut by the end of a chunk', async () => {
    for (let shift = 0; shift < 4; shift++) {
      const head = `a,b\n${'1,x\n'.repeat(12)}2,`;
      const filler = 'x'.repeat(CHUNK_BYTES - head.length - shift);
      expect(await stored(Buffer.from(`${head}${filler}😀é\n`))).toContain('x😀é\n');
    }
  });

  it('may be the last byte of a file without a line end, and the only one', async () => {
    const cut = table('a,b', 12, (row) => `${row},x`) + '13,caf';
    expect(await stored(Buffer.concat([Buffer.from(cut), Buffer.from([0xe9])]))).toBe(`${cut}é\n`);
    expect(await stored(Buffer.from(`${cut}é`))).toBe(`${cut}é\n`);
  });

  it('are refused with their line where they stop being UTF-8', async () => {
    const mixed = [
      Buffer.from(table('a,b', 12, () => 'é,x')),
      Buffer.from('1,x\n2,'),
      Buffer.from([0xe9, 10]),
    ];
    const bytes = Buffer.concat([
      ...mixed.slice(0, 1),
      Buffer.alloc(CHUNK_BYTES, '1,x\n'),
      ...mixed.slice(1),
    ]);
    expect(await refusal(intake.upload(bytes))).toMatchObject({
      code: 'INVALID_CSV',
      line: 13 + CHUNK_BYTES / 4 + 2,
      message: expect.stringContaining('not UTF-8') as unknown,
    });
  });
});
