import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteDictionary } from '../../../../src/csv/bytes/byte-dictionary.js';
import { plainNumber } from '../../../../src/csv/bytes/cell-bytes.js';

const read = (text: string, decimalComma = false) => {
  const bytes = Buffer.from(`,${text},`);
  return plainNumber(bytes, 1, bytes.length - 1, decimalComma);
};

const digits = fc
  .tuple(fc.boolean(), fc.nat(), fc.nat(), fc.constantFrom('', '.', ','))
  .map(([negative, whole, fraction, point]) => `${negative ? '-' : ''}${whole}${point}${point && fraction}`);

test('plain digits are the number that JavaScript reads, to the last bit, or are left to who reads text', () => {
  fc.assert(
    fc.property(digits, (text) => {
      const number = read(text, text.includes(','));
      if (!Number.isNaN(number)) expect(number).toBe(Number(text.replace(',', '.')));
      else expect(text.length).toBeGreaterThan(15);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '',
  '-',
  '.',
  '5.',
  '.5',
  '+1',
  '1e3',
  ' 1',
  '1 ',
  '1.2.3',
  '0x1',
  'NaN',
  '1234567890123456',
  '1,5',
])('%j is left to who reads text', (text) => {
  expect(read(text)).toBeNaN();
});

test('a decimal comma is read where commas part no cells', () => {
  expect(read('1,5', true)).toBe(1.5);
  expect(read('-0,25', true)).toBe(-0.25);
  expect(read('1.234', true)).toBeNaN();
});

test('a dictionary knows the bytes it was given, and no others, however many', () => {
  const dictionary = new ByteDictionary();
  const key = (index: number) => Buffer.from(`level ${index * 7}`);
  for (let index = 0; index < 40_000; index++) {
    const bytes = key(index);
    expect(dictionary.find(bytes, 0, bytes.length)).toBe(-1);
    dictionary.add(bytes, 0, bytes.length, index);
  }
  for (const index of [0, 1, 1000, 32_767]) {
    const bytes = Buffer.concat([Buffer.from('x'), key(index), Buffer.from('x')]);
    expect(dictionary.value(dictionary.find(bytes, 1, bytes.length - 1))).toBe(index);
    expect(dictionary.find(bytes, 0, bytes.length)).toBe(-1);
  }
  // Beyond, cells are read each time: no memory is taken without end.
  const bytes = key(39_999);
  expect(dictionary.find(bytes, 0, bytes.length)).toBe(-1);
});
