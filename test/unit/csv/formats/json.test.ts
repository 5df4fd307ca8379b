import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonObjects } from '../../../../src/csv/formats/json/json-values.js';
import { useReader } from './support.js';

const { read, refusal } = useReader();

const objects = Array.from({ length: 12 }, (_, row) => ({
  size: row,
  weight: row + 0.5,
  colour: row % 2 === 0 ? 'red' : null,
  big: true,
}));
const header = ['size', 'weight', 'colour', 'big'];
const rows = objects.map(({ size, weight, colour }) => [String(size), String(weight), colour ?? '', 'true']);
const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('objects', () => {
  it.each([
    ['one a line', lines(objects)],
    ['one a line, CRLF and blank lines between', lines(objects).replaceAll('\n', '\r\n\r\n')],
    ['in an array', JSON.stringify(objects)],
    ['in an array, indented', JSON.stringify(objects, null, 2)],
    ['in an array, after a byte order mark', `\ufeff${JSON.stringify(objects)}`],
  ])('are rows: %s', async (_, text) => {
    const result = await read(text);
    expect(result.header).toEqual(header);
    expect(result.rows).toEqual(rows);
    expect(result.reading).toMatchObject({
      format: 'JSON_LINES',
      encoding: 'utf-8',
      delimiter: null,
      header: true,
    });
  });

  it('may lack members, and have others', async () => {
    const result = await read(
      lines([{ a: 1 }, { b: 'x', a: 2 }, ...objects.map(({ size }) => ({ b: size }))]),
    );
    expect(result.header).toEqual(['a', 'b']);
    expect(result.rows.slice(0, 3)).toEqual([
      ['1', ''],
      ['2', 'x'],
      ['', '0'],
    ]);
  });

  it('keep long whole numbers digit for digit, and texts as they are', async () => {
    const text = `{"id": 1234567890123456789, "n": 0.1234567890123456789, "t": "1234567890123456789 \\"x\\"", "tab": "a\\tb\\nc"}\n`;
    const result = await read(text.repeat(12));
    expect(result.rows[5]).toEqual([
      '1234567890123456789',
      '0.12345678901234568',
      '1234567890123456789 "x"',
      'a\tb\nc',
    ]);
  });

  it('that hold others keep them as text, and that is said', async () => {
    const { rows: read_, findings } = await read(
      lines(objects.map(({ size }) => ({ size, tags: ['a', size] }))),
    );
    expect(read_[3]).toEqual(['3', '["a",3]']);
    expect(findings).toMatchObject([{ code: 'NESTED_VALUES' }]);
  });

  it('with members that come late leave them out, and that is said', async () => {
    const many = Array.from({ length: 9000 }, (_, row) => ({
      a: row,
      b: 1,
      ...(row >= 8700 ? { late: 1 } : {}),
    }));
    const { header: names, findings } = await read(lines(many));
    expect(names).toEqual(['a', 'b']);
    expect(findings).toMatchObject([{ code: 'UNNAMED_VALUES', rows: 300, examples: ['late'] }]);
  });

  it('named as nothing else in JavaScript are columns like others', async () => {
    const text = '{"__proto__": 1, "constructor": 2}\n'.repeat(12);
    const result = await read(text);
    expect(result.header).toEqual(['__proto__', 'constructor']);
    expect(result.rows[0]).toEqual(['1', '2']);
  });
});

describe('JSON that is no table is refused', () => {
  it.each([
    ['columns of pandas', '{"a":{"0":1,"1":2},"b":{"0":3,"1":4}}', /one nested object.*orient="records"/],
    ['arrays in arrays', '[[1,2],[3,4]]', /nested arrays/],
    ['numbers', '[{"a":1,"b":2}, 5]', /Line 1 is no JSON object/],
    ['a line that is none', `${lines(objects)}{"a": }\n`, /Line 13 is no JSON object/],
    ['an object that does not end', `${lines(objects)}{"a": 1`, /line 13 does not end/],
    ['no object', '[]', /no objects/],
  ])('%s', async (_, text, message) => {
    expect(await refusal(text)).toMatch(message);
  });
});

describe('a text of objects', () => {
  it('is cut into the same ones, however it comes in', () => {
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(fc.string(), fc.integer(), fc.jsonValue({ maxDepth: 2 })),
    );
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 8 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (values, piece, inArray) => {
          const text = inArray ? JSON.stringify(values, null, 1) : lines(values);
          const found: unknown[] = [];
          const cutter = new JsonObjects();
          for (let at = 0; at < text.length; at += piece) {
            cutter.push(text.slice(at, at + piece));
            for (let next = cutter.take(); next !== null; next = cutter.take()) found.push(JSON.parse(next));
          }
          expect(found).toEqual(JSON.parse(JSON.stringify(values)));
          expect(cutter.isOpen).toBe(false);
        },
      ),
    );
  });
});
