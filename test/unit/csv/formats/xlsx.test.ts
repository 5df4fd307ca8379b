import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { styled, workbook, type Cell } from '../../../support/formats/xlsx.js';
import { useReader } from './support.js';

const { read, refusal } = useReader();

const rows = (count: number): Cell[][] =>
  Array.from({ length: count }, (_, row) => [row, row + 0.5, row % 2 === 0 ? 'red' : 'blue']);
const table: Cell[][] = [['size', 'weight', 'colour'], ...rows(12)];
const expected = {
  header: ['size', 'weight', 'colour'],
  rows: rows(12).map((cells) => cells.map(String)),
};

describe('a workbook', () => {
  it('is read from its sheet', async () => {
    const result = await read(workbook({ sheets: [{ name: 'Data', rows: table }] }));
    expect(result).toMatchObject(expected);
    expect(result.reading).toEqual({
      format: 'XLSX',
      encoding: null,
      delimiter: null,
      header: true,
      skippedLines: 0,
      sheet: 'Data',
      sheets: ['Data'],
    });
  });

  it('has titles, units and totals around its table skipped', async () => {
    const sheet: Cell[][] = [
      ['Report of May'],
      [],
      ['Period:', 'May'],
      ['size', 'weight', 'colour'],
      ['mm', 'kg'],
      ...rows(12),
      ['Total', 78],
    ];
    const after = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>';
    const result = await read(workbook({ sheets: [{ name: 'Data', rows: sheet, after }] }));
    expect(result).toMatchObject(expected);
    expect(result.reading.skippedLines).toBe(3);
    expect(result.findings.map(({ code }) => code)).toEqual(['SKIPPED_LINES', 'UNITS_ROW', 'TOTALS_ROW']);
  });

  it('is read from the first sheet that holds a table, hidden ones aside', async () => {
    const bytes = workbook({
      sheets: [
        { name: 'Cover', rows: [['Sales of May'], ['Author', 'Ann']] },
        { name: 'Lists', rows: table.map((cells) => [...cells, 'x']), hidden: true },
        { name: 'Data', rows: table },
        { name: 'More', rows: [['a', 'b'], ...rows(20)] },
      ],
    });
    const result = await read(bytes);
    expect(result.reading).toMatchObject({ sheet: 'Data', sheets: ['Cover', 'Lists', 'Data', 'More'] });
    expect(result).toMatchObject(expected);
  });

  it('is read from the sheet that is asked for, has the names wanted, or was read before', async () => {
    const other: Cell[][] = [['a', 'b'], ...rows(12)];
    const bytes = workbook({
      sheets: [
        { name: 'One', rows: table },
        { name: 'Two', rows: other },
      ],
    });
    const reading = { encoding: null, delimiter: null, header: null, skipLines: null, sheet: 'Two' };
    expect((await read(bytes, { reading })).reading.sheet).toBe('Two');
    expect((await read(bytes, { knownNames: ['b'] })).reading.sheet).toBe('Two');
    const like = {
      format: 'XLSX',
      encoding: null,
      delimiter: null,
      header: true,
      skippedLines: 0,
      sheets: [],
    } as const;
    expect((await read(bytes, { like: { ...like, sheet: 'Two' } })).reading.sheet).toBe('Two');
    expect(await refusal(bytes, { reading: { ...reading, sheet: 'Three' } })).toMatch(
      /no sheet "Three". Its sheets are "One", "Two"/,
    );
  });
});

describe('a cell', () => {
  const cells = async (values: Cell[], date1904 = false): Promise<string[]> => {
    const sheet: Cell[][] = [
      ['k', ...values.map((_, index) => `v${index}`)],
      ...rows(12).map(([key]) => [key!, ...values]),
    ];
    return (await read(workbook({ sheets: [{ name: 'S', rows: sheet }], date1904 }))).rows[3]!.slice(1);
  };

  it('with a date is a date, with a time where it is shown', async () => {
    expect(
      await cells([
        styled(45_306, 'date'),
        styled(45_306.75, 'datetime'),
        styled(1, 'date'),
        styled(59, 'date'),
        styled(61, 'date'),
        styled(45_306.5, 'date'),
      ]),
    ).toEqual([
      '2024-01-15',
      '2024-01-15T18:00:00',
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2024-01-15T12:00:00',
    ]);
    expect(await cells([styled(43_844, 'date')], true)).toEqual(['2024-01-15']);
  });

  it('with a number keeps it, and the zeros of a code', async () => {
    expect(
      await cells([styled(2134, 'digits'), styled(0.45, 'percent'), styled(1.25, 'clock'), 1e21, 0.1, -5]),
    ).toEqual(['02134', '0.45', '1.25', '1e+21', '0.1', '-5']);
  });

  it('with a formula has its value; without one it is missing, and that is said', async () => {
    const formula = (rest: string): Cell => ({ raw: rest });
    expect(
      await cells([
        formula('><f>1+1</f><v>2</v>'),
        formula('t="str"><f>"a"&amp;"b"</f><v>ab</v>'),
        formula('t="b"><f>TRUE()</f><v>1</v>'),
        formula('t="e"><f>1/0</f><v>#DIV/0!</v>'),
        formula(
          't="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r><rPh><t>x</t></rPh></is>',
        ),
      ]),
    ).toEqual(['2', 'ab', 'true', '', 'in line']);
    const sheet: Cell[][] = [['a', 'b'], ...rows(12).map(([key]) => [key!, formula('><f>A1*2</f>')])];
    const { findings } = await read(workbook({ sheets: [{ name: 'S', rows: sheet }] }));
    expect(findings).toMatchObject([{ code: 'FORMULA_WITHOUT_VALUE', message: /missing: 12 of them/ }]);
  });

  it('with text keeps it: tabs, quotes, line ends, characters that XML cannot hold', async () => {
    const text = 'a\tb "c"\nd & <e> 007';
    expect(await cells([text, 'x_x000D_y'])).toEqual([text, 'x\ry']);
  });

  it('to the right of the table is left out, and that is said', async () => {
    const sheet = [...table, ...rows(300), [1, 2, 'red', null, 'a stray note']] as Cell[][];
    const result = await read(workbook({ sheets: [{ name: 'S', rows: sheet }] }));
    expect(result.rows.at(-1)).toEqual(['1', '2', 'red']);
    expect(result.findings).toMatchObject([{ code: 'UNNAMED_VALUES', rows: 1, examples: ['a stray note'] }]);
  });
});

describe('what is refused', () => {
  const sheetXml = (xml: string) =>
    workbook({ sheets: [{ name: 'S', rows: table }], parts: { 'xl/worksheets/sheet1.xml': xml } });

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>', /document type/],
    [
      'an entity that is not of XML',
      '<worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>',
      /no valid XML/,
    ],
    ['broken XML', '<worksheet><sheetData>', /no valid XML/],
    [
      'a row beyond the last',
      '<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>',
      /row 99999999/,
    ],
    [
      'a column beyond the last',
      '<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
      /cell ZZZ1/,
    ],
    ['rows out of order', '<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>', /row 1/],
  ])('%s', async (_, xml, message) => {
    expect(await refusal(sheetXml(xml))).toMatch(message);
  });

  it('parts outside the archive', async () => {
    const rels =
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="file:///etc/passwd" TargetMode="External"/></Relationships>';
    const bytes = workbook({
      sheets: [{ name: 'S', rows: table }],
      parts: { 'xl/_rels/workbook.xml.rels': rels },
    });
    expect(await refusal(bytes)).toMatch(/holds no sheet/);
  });

  it('a bomb, once more is unpacked than the service takes', async () => {
    const xml = `<worksheet><sheetData>${'<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(100_000)}</sheetData></worksheet>`;
    const bytes = sheetXml(xml);
    expect(bytes.length).toBeLessThan(100_000);
    expect(await refusal(bytes, { maxBytes: 1_000_000 })).toMatch(/^UPLOAD_TOO_LARGE: The unpacked file/);
  });

  it('other documents, by name', async () => {
    const of = (name: string) => zipSync({ [name]: strToU8('x'), 'b.txt': strToU8('y') });
    expect(await refusal(of('xl/workbook.bin'))).toMatch(/binary Excel workbook.*Save it as .xlsx/);
    expect(await refusal(of('word/document.xml'))).toMatch(/a Word document/);
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch(
      /old Excel workbook \(.xls\), or one with a password/,
    );
  });

  it('a cut off file', async () => {
    const bytes = workbook({ sheets: [{ name: 'S', rows: table }] });
    expect(await refusal(bytes.subarray(0, bytes.length - 100))).toMatch(/damaged or cut off/);
  });
});
