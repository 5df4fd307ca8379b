import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../../src/domain/finding.js';
import type { ColumnOptions, ColumnType } from '../../../src/domain/training-options.js';
import { useIntake } from './support.js';

const intake = useIntake();

interface Case {
  /** Of the column, over and over until there are 24 rows. */
  readonly cells: readonly string[];
  readonly type: ColumnType;
  /** What the model is given for each of the cells: a number, a label, `''` where it is missing, a time as ISO 8601. */
  readonly reads: readonly (number | string)[];
  readonly finding?: FindingCode;
  /** Default: a comma, and all cells in quotes. */
  readonly delimiter?: ',' | ';';
  readonly name?: string;
  readonly options?: Partial<ColumnOptions>;
}

/** By the first cell of each row of the table in docs/intake.md. */
const UNDERSTOOD: Readonly<Record<string, readonly Case[]>> = {
  "`1,234.50`, `1.234,50`, `1'234.5`, `1 234,5`, `12,34,567`": [
    { cells: ['1,234.50', '7.25'], type: 'NUMERIC', reads: [1234.5, 7.25] },
    { cells: ['1.234,50', '7,25'], type: 'NUMERIC', reads: [1234.5, 7.25] },
    { cells: ["1'234.5", '1’000'], type: 'NUMERIC', reads: [1234.5, 1000] },
    { cells: ['1 234,5', '1\u00a0000', '2\u202f000'], type: 'NUMERIC', reads: [1234.5, 1000, 2000] },
    { cells: ['12,34,567', '9,999'], type: 'NUMERIC', reads: [1234567, 9999] },
    { cells: ['3.991', '456', '1.234,5'], type: 'NUMERIC', reads: [3991, 456, 1234.5], delimiter: ';' },
  ],
  '`3,5` in a comma file, in quotes': [{ cells: ['3,5', '12,25'], type: 'NUMERIC', reads: [3.5, 12.25] }],
  '`1.234` in each cell of a `;` file': [
    {
      cells: ['1.234', '25.885'],
      type: 'NUMERIC',
      reads: [1234, 25885],
      delimiter: ';',
      finding: 'AMBIGUOUS_NUMBERS',
    },
    { cells: ['1.234', '25.885'], type: 'NUMERIC', reads: [1.234, 25.885] },
  ],
  '`$1,200`, `-€5`, `12 EUR`, `3.5%`, `12 kg`': [
    { cells: ['$1,200', '-$5', '$0.50'], type: 'NUMERIC', reads: [1200, -5, 0.5] },
    { cells: ['-€5', '12 €'], type: 'NUMERIC', reads: [-5, 12] },
    { cells: ['12 €', 'EUR 1,000', '5 EUR'], type: 'NUMERIC', reads: [12, 1000, 5] },
    { cells: ['12 EUR', 'EUR 1,000'], type: 'NUMERIC', reads: [12, 1000] },
    { cells: ['3.5%', '84 %'], type: 'NUMERIC', reads: [3.5, 84] },
    { cells: ['12 kg', '7kg', '8'], type: 'NUMERIC', reads: [12, 7, 8], finding: 'MIXED_UNITS' },
    {
      cells: ['12 kg', '7 kg', '8 kg', '9 kg', '150 lbs'],
      type: 'NUMERIC',
      reads: [12, 7, 8, 9, ''],
      finding: 'MIXED_UNITS',
    },
    { cells: ['12 kg', '7 lbs'], type: 'CATEGORICAL', reads: ['12 kg', '7 lbs'], finding: 'MIXED_UNITS' },
  ],
  "`50.-`, `CHF 1'000.–`, `Rs. 5,000/-`, `$ -`": [
    { cells: ['50.-', '7.50'], type: 'NUMERIC', reads: [50, 7.5] },
    { cells: ["CHF 1'000.–", 'CHF 2.50'], type: 'NUMERIC', reads: [1000, 2.5] },
    { cells: ['Rs. 5,000/-', 'Rs. 1,50,000/-'], type: 'NUMERIC', reads: [5000, 150_000] },
    { cells: ['$ -', '$ 1.50'], type: 'NUMERIC', reads: [0, 1.5] },
  ],
  '`(1,200)`, `$ (1,200)`, `1,200-`, `−5`': [
    { cells: ['(1,200)', '7'], type: 'NUMERIC', reads: [-1200, 7] },
    { cells: ['$ (1,200)', '$7'], type: 'NUMERIC', reads: [-1200, 7] },
    { cells: ['1,200-', '−5'], type: 'NUMERIC', reads: [-1200, -5] },
  ],
  '`4.5K`, `$5 M`, `3 Mio. €`, `3.5万`': [
    { cells: ['4.5K', '2M', '900'], type: 'NUMERIC', reads: [4500, 2_000_000, 900] },
    { cells: ['$5 M', '$1.5B'], type: 'NUMERIC', reads: [5_000_000, 1_500_000_000] },
    { cells: ['3 Mio. €', '500 €'], type: 'NUMERIC', reads: [3_000_000, 500] },
    { cells: ['3.5万', '2亿'], type: 'NUMERIC', reads: [35_000, 200_000_000] },
    { cells: ['300 K', '310 K'], type: 'NUMERIC', reads: [300, 310] },
  ],
  '`41.66° N`, `70.67° W`, `28.0N`, `41°24\'36"N`': [
    { cells: ['41.66° N', '33.9°S'], type: 'NUMERIC', reads: [41.66, -33.9] },
    { cells: ['70.67° W', '13.4° E'], type: 'NUMERIC', reads: [-70.67, 13.4] },
    { cells: ['28.0N', '10.5S'], type: 'NUMERIC', reads: [28, -10.5] },
    { cells: [`41°24'36"N`, `0° 30' S`], type: 'NUMERIC', reads: [41.41, -0.5] },
  ],
  '`9:30`, `4:05 PM`, `14h30`, `26:05:59`, `2 h 30 min`, `1 day, 2:30:00`, `PT1H30M`': [
    { cells: ['9:30', '18:00'], type: 'NUMERIC', reads: [9.5, 18], finding: 'CLOCK_TIMES' },
    { cells: ['4:15 PM', '12:30 AM'], type: 'NUMERIC', reads: [16.25, 0.5], finding: 'CLOCK_TIMES' },
    { cells: ['26:00:00', '0:00:36'], type: 'NUMERIC', reads: [26, 0.01], finding: 'CLOCK_TIMES' },
    { cells: ['2 h 30 min', '1h 15m'], type: 'NUMERIC', reads: [2.5, 1.25], finding: 'CLOCK_TIMES' },
    { cells: ['14h30', '9h15'], type: 'NUMERIC', reads: [14.5, 9.25], finding: 'CLOCK_TIMES' },
    { cells: ['14:30 Uhr', '9.15 Uhr'], type: 'NUMERIC', reads: [14.5, 9.25], finding: 'CLOCK_TIMES' },
    {
      cells: ['1 day, 2:30:00', '0 days 00:45:00'],
      type: 'NUMERIC',
      reads: [26.5, 0.75],
      finding: 'CLOCK_TIMES',
    },
    { cells: ['PT1H30M', 'P1DT45M'], type: 'NUMERIC', reads: [1.5, 24.75], finding: 'CLOCK_TIMES' },
    { cells: ['1:40', '1:80', '1:160'], type: 'CATEGORICAL', reads: ['1:40', '1:80', '1:160'] },
  ],
  '`5\'11"`, `5 ft 11 in`': [
    { cells: [`5'6"`, `6'0"`], type: 'NUMERIC', reads: [5.5, 6] },
    { cells: ['5 ft 6 in', '6ft 3in'], type: 'NUMERIC', reads: [5.5, 6.25] },
  ],
  '`12[1]`, `5*`': [
    { cells: ['12[1]', '5*', '7'], type: 'NUMERIC', reads: [12, 5, 7], finding: 'FOOTNOTES' },
  ],
  '`1.2E+05`': [{ cells: ['1.2E+05', '3e-2'], type: 'NUMERIC', reads: [120_000, 0.03] }],
  '`02134`, `10E1`, 19 digits, `94103-1234`': [
    { cells: ['94103', '94103-1234'], type: 'CATEGORICAL', reads: ['94103', '94103-1234'], finding: 'CODES' },
    { cells: ['02134', '94103'], type: 'CATEGORICAL', reads: ['02134', '94103'], finding: 'CODES' },
    { cells: ['10E1', '0503'], type: 'CATEGORICAL', reads: ['10E1', '0503'], finding: 'CODES' },
    {
      cells: ['1234567890123450001', '1234567890123450002'],
      type: 'CATEGORICAL',
      reads: ['1234567890123450001', '1234567890123450002'],
      finding: 'CODES',
    },
  ],
  '`="00123"`, `\'00123`': [
    { cells: ['="00123"', "'00456"], type: 'CATEGORICAL', reads: ['00123', '00456'], finding: 'EXCEL_TEXT' },
    { cells: ["'5.2", "'7"], type: 'NUMERIC', reads: [5.2, 7], finding: 'EXCEL_TEXT' },
  ],
  '`2024-01-31`, `31.01.2024`, `31/1/24`, `1/31/2024`, `Jan 2024`': [
    { cells: ['2024-01-31', '2024-02-01'], type: 'TIME', reads: ['2024-01-31', '2024-02-01'] },
    { cells: ['31.01.2024', '05.03.2024'], type: 'TIME', reads: ['2024-01-31', '2024-03-05'] },
    { cells: ['31/1/24', '5/3/24'], type: 'TIME', reads: ['2024-01-31', '2024-03-05'] },
    { cells: ['1/31/2024', '3/5/2024'], type: 'TIME', reads: ['2024-01-31', '2024-03-05'] },
    { cells: ['Jan 2024', 'March 2024'], type: 'TIME', reads: ['2024-01-01', '2024-03-01'] },
    {
      cells: ['05/03/2024', '06/04/2024'],
      type: 'TIME',
      reads: ['2024-03-05', '2024-04-06'],
      finding: 'AMBIGUOUS_DATES',
    },
    {
      cells: ['05/03/2024', '06/04/2024'],
      type: 'TIME',
      reads: ['2024-05-03', '2024-06-04'],
      options: { timeFormat: 'MM/dd/yyyy' },
    },
  ],
  '`15 June 2023`, `Jun 15, 2023 7:05 PM`, RFC 2822, `ctime`': [
    { cells: ['15 June 2023', '1 July 2023'], type: 'TIME', reads: ['2023-06-15', '2023-07-01'] },
    {
      cells: ['Jun 15, 2023 7:05 PM', 'Jun 16, 2023'],
      type: 'TIME',
      reads: ['2023-06-15T19:05Z', '2023-06-16'],
    },
    {
      cells: ['Wed, 10 Apr 2024 16:00:00 +0200', 'Mon Apr 15 10:00:00 UTC 2024'],
      type: 'TIME',
      reads: ['2024-04-10T14:00Z', '2024-04-15T10:00Z'],
    },
  ],
  '`15. März 2024`, `1er août 2024`, `15 de enero de 2024`, `2024年1月31日`': [
    { cells: ['15. März 2024', '1. Dez. 2024'], type: 'TIME', reads: ['2024-03-15', '2024-12-01'] },
    { cells: ['1er août 2024', '12 juin 2024'], type: 'TIME', reads: ['2024-08-01', '2024-06-12'] },
    {
      cells: ['15 de enero de 2024', '3 de marzo de 2024'],
      type: 'TIME',
      reads: ['2024-01-15', '2024-03-03'],
    },
    { cells: ['ene-24', 'dic-24'], type: 'TIME', reads: ['2024-01-01', '2024-12-01'] },
    { cells: ['2024年1月31日', '2024年2月1日'], type: 'TIME', reads: ['2024-01-31', '2024-02-01'] },
  ],
  '`20240131`, `20240131T1530Z`, `31.01.2024 14.30`, `202401` in a column named like a month': [
    {
      cells: Array.from({ length: 12 }, (_, row) => `202401${10 + row}`),
      type: 'TIME',
      reads: Array.from({ length: 12 }, (_, row) => `2024-01-${10 + row}`),
      finding: 'TIME_NUMBERS',
    },
    {
      cells: ['20240131T1530Z', '20240201T0800Z'],
      type: 'TIME',
      reads: ['2024-01-31T15:30Z', '2024-02-01T08:00Z'],
    },
    {
      cells: ['31.01.2024 14.30', '01.02.2024 9.15'],
      type: 'TIME',
      reads: ['2024-01-31T14:30Z', '2024-02-01T09:15Z'],
    },
    {
      cells: ['202401', '202312'],
      name: 'month',
      type: 'TIME',
      reads: ['2024-01-01', '2023-12-01'],
      finding: 'TIME_NUMBERS',
    },
    { cells: ['202401', '202312'], type: 'NUMERIC', reads: [202401, 202312] },
  ],
  '`2024-W07`, `2024Q3`, `Q3 2024`': [
    { cells: ['2024-W07', '2021-W53'], type: 'TIME', reads: ['2024-02-12', '2022-01-03'] },
    { cells: ['2024Q3', '2023-Q1'], type: 'TIME', reads: ['2024-07-01', '2023-01-01'] },
    { cells: ['Q3 2024', 'Q4 2024'], type: 'TIME', reads: ['2024-07-01', '2024-10-01'] },
  ],
  '`31/12/45` in a column with years from `45` to `06`': [
    {
      cells: ['31/12/45', '5/4/58', '6/7/66', '8/9/81', '15/6/99', '1/2/06'],
      type: 'TIME',
      reads: ['1945-12-31', '1958-04-05', '1966-07-06', '1981-09-08', '1999-06-15', '2006-02-01'],
    },
    { cells: ['31/12/69', '15/6/24'], type: 'TIME', reads: ['1969-12-31', '2024-06-15'] },
  ],
  '`+02:00`, `Z`, `UTC`, `CEST`': [
    {
      cells: [
        '2024-04-15 10:00:00+02:00',
        '2024-04-15T10:00:00Z',
        '2024-04-15 10:00 UTC',
        '2024-04-15 10:00 CEST',
      ],
      type: 'TIME',
      reads: ['2024-04-15T08:00Z', '2024-04-15T10:00Z', '2024-04-15T10:00Z', '2024-04-15T08:00Z'],
    },
  ],
  '`45292`, `1704067200` in a column named like a date': [
    {
      cells: ['45292', '45293.5'],
      name: 'Order Date',
      type: 'TIME',
      reads: ['2024-01-01', '2024-01-02T12:00Z'],
      finding: 'TIME_NUMBERS',
    },
    {
      cells: ['1704067200', '1704153600'],
      name: 'timestamp',
      type: 'TIME',
      reads: ['2024-01-01', '2024-01-02'],
      finding: 'TIME_NUMBERS',
    },
    { cells: ['45292', '45293'], name: 'price', type: 'NUMERIC', reads: [45292, 45293] },
  ],
  'an empty cell, `NA`, `null`, `\\N`, `(null)`, `#N/D`': [
    { cells: ['1', '2', '', 'NA', 'null', '3'], type: 'NUMERIC', reads: [1, 2, '', '', '', 3] },
    {
      cells: ['red', 'blue', '\\N', '(null)', '#N/D', 'green'],
      type: 'CATEGORICAL',
      reads: ['red', 'blue', '', '', '', 'green'],
      finding: 'MISSING_WORDS',
    },
    {
      cells: ['NA', 'DE', 'FR', 'ZA'],
      type: 'CATEGORICAL',
      reads: ['NA', 'DE', 'FR', 'ZA'],
      finding: 'MISSING_WORDS',
    },
  ],
  '`0000-00-00`, `00.00.0000` among dates': [
    {
      cells: ['2024-01-31', '0000-00-00', '2024-02-01'],
      type: 'TIME',
      reads: ['2024-01-31', '', '2024-02-01'],
      finding: 'MISSING_WORDS',
    },
    {
      cells: ['31.01.2024', '00.00.0000'],
      type: 'TIME',
      reads: ['2024-01-31', ''],
      finding: 'MISSING_WORDS',
    },
  ],
  '`-`, `n.d.`, `missing`, `unknown` among numbers, dates, booleans': [
    {
      cells: ['1', '2', '3', '4', '-', 'n.d.'],
      type: 'NUMERIC',
      reads: [1, 2, 3, 4, '', ''],
      finding: 'MISSING_WORDS',
    },
    {
      cells: ['2024-01-02', '2024-01-03', 'missing'],
      type: 'TIME',
      reads: ['2024-01-02', '2024-01-03', ''],
      finding: 'MISSING_WORDS',
    },
    {
      cells: ['yes', 'no', 'yes', 'no', 'no', 'unknown'],
      type: 'CATEGORICAL',
      reads: ['yes', 'no', 'yes', 'no', 'no', ''],
      finding: 'MISSING_WORDS',
    },
    { cells: ['yes', 'no', 'unknown'], type: 'CATEGORICAL', reads: ['yes', 'no', 'unknown'] },
    { cells: ['none', 'mild'], type: 'CATEGORICAL', reads: ['none', 'mild'] },
  ],
  '`-999` far from all other numbers': [
    { cells: ['7', '12', '-999', '30'], type: 'NUMERIC', reads: [7, 12, -999, 30], finding: 'SENTINEL' },
  ],
  '`9999-12-31`, `1900-01-01` far from all other dates': [
    {
      cells: ['2024-01-31', '9999-12-31', '2024-02-01', '2024-03-05'],
      type: 'TIME',
      reads: ['2024-01-31', '9999-12-31', '2024-02-01', '2024-03-05'],
      finding: 'SENTINEL',
    },
  ],
  '`1.23457E+12` in most cells': [
    {
      cells: ['1.23457E+12', '4.00638E+12'],
      type: 'NUMERIC',
      reads: [1_234_570_000_000, 4_006_380_000_000],
      finding: 'SHORTENED_NUMBERS',
    },
  ],
  '`28/01/2024` beside `2024-05-02`, with no day above 12 in these': [
    {
      cells: ['28/01/2024', '2024-05-02', '14/03/2024', '2024-11-09'],
      type: 'TIME',
      reads: ['2024-01-28', '2024-05-02', '2024-03-14', '2024-11-09'],
      finding: 'AMBIGUOUS_DATES',
    },
  ],
  '`true`/`F`, `Yes`/`n`, `on`/`off`, `1`/`no`': [
    {
      cells: ['true', 'F', 'TRUE', 'true', 'F'],
      type: 'CATEGORICAL',
      reads: ['true', 'F', 'true', 'true', 'F'],
    },
    { cells: ['Yes', 'n', 'Yes', 'y', 'n'], type: 'CATEGORICAL', reads: ['Yes', 'n', 'Yes', 'Yes', 'n'] },
    { cells: ['on', 'off'], type: 'CATEGORICAL', reads: ['on', 'off'] },
    { cells: ['1', 'no', '1'], type: 'CATEGORICAL', reads: ['1', 'no', '1'] },
  ],
  '`x`, `X` or nothing': [
    {
      cells: ['x', '', 'x', 'X'],
      type: 'CATEGORICAL',
      reads: ['x', '(blank)', 'x', 'x'],
      finding: 'BLANK_LEVEL',
    },
  ],
  '`Approved`, `approved`': [
    {
      cells: ['Approved', 'approved', 'open'],
      type: 'CATEGORICAL',
      reads: ['Approved', 'approved', 'open'],
      finding: 'LABEL_VARIANTS',
    },
    {
      cells: ['Approved', 'approved', 'Approved', ' open\u00a0'],
      type: 'CATEGORICAL',
      reads: ['Approved', 'Approved', 'Approved', 'open'],
      options: { mergeVariants: true },
    },
  ],
  '`10-Dec` beside `0-9`, `13-17`': [
    {
      cells: ['0-9', '10-Dec', '13-17'],
      type: 'CATEGORICAL',
      reads: ['0-9', '10-Dec', '13-17'],
      finding: 'DATES_AMONG_LABELS',
    },
  ],
  '`red, green`, `green, blue`': [
    {
      cells: ['red', 'red; green', 'green; blue', 'red; blue', 'blue'],
      type: 'CATEGORICAL',
      reads: ['red', 'red; green', 'green; blue', 'red; blue', 'blue'],
      finding: 'LABELS_TOGETHER',
    },
  ],
  '`{"a": 1}`, `[1, 2]`': [
    {
      cells: eightyDifferent((row) => `[${row}, ${row + 1}]`),
      type: 'TEXT',
      reads: [],
      finding: 'NESTED_VALUES',
    },
  ],
  '`MÃ¼nchen`': [
    {
      cells: ['MÃ¼nchen', 'Berlin'],
      type: 'CATEGORICAL',
      reads: ['MÃ¼nchen', 'Berlin'],
      finding: 'GARBLED_TEXT',
    },
  ],
  '`Subtotal` beside other labels': [
    {
      cells: ['north', 'south', 'Subtotal'],
      type: 'CATEGORICAL',
      reads: ['north', 'south', 'Subtotal'],
      finding: 'TOTALS_AMONG_ROWS',
    },
  ],
  '`21st`, `3rd`': [{ cells: ['21st', '3rd'], type: 'CATEGORICAL', reads: ['21st', '3rd'] }],
  '`120/80`, `1920x1080`': [
    {
      cells: eightyDifferent((row) => `${100 + row}/${60 + (row % 30)}`),
      type: 'TEXT',
      reads: [],
      finding: 'NUMBERS_TOGETHER',
    },
    {
      cells: eightyDifferent((row) => `${1000 + row}x${800 + row}`),
      type: 'TEXT',
      reads: [],
      finding: 'NUMBERS_TOGETHER',
    },
  ],
};

function eightyDifferent(cell: (row: number) => string): string[] {
  return Array.from({ length: 80 }, (_, row) => cell(row));
}

const ROWS = 24;

/** The upload of a case: its column, beside a number and a target. */
function upload({ cells, delimiter = ',', name = 'c' }: Case): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = Array.from({ length: Math.max(ROWS, cells.length) }, (_, row) =>
    [quoted(cells[row % cells.length]!), row, row % 2 ? 'a' : 'b'].join(delimiter),
  );
  return `${[[name, 'n', 'y'].join(delimiter), ...lines].join('\n')}\n`;
}

const ofModel = (type: ColumnType, read: number | string): string =>
  type === 'TIME' && read !== '' ? String(Date.parse(String(read))) : String(read);

describe('what a cell is', () => {
  it('is written down in docs/intake.md, and each row of its table is tested', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../../docs/intake.md'), 'utf8');
    const section = page.slice(page.indexOf('## What a cell is'), page.indexOf('## What a column is'));
    const rows = [...section.matchAll(/^\| (.*?) +\| .*\|$/gm)].map((match) => match[1]!);
    expect(rows.slice(1).filter((row) => !row.startsWith('-'))).toEqual(Object.keys(UNDERSTOOD));
  });

  const all = Object.entries(UNDERSTOOD).flatMap(([row, cases]) => cases.map((one) => ({ row, ...one })));
  it.each(all)('$row: $cells as $type', async (one) => {
    const { cells, type, reads, finding, name = 'c', options } = one;
    const wishes = options && [{ name, type: null, timeFormat: null, mergeVariants: false, ...options }];
    const request = intake.request({ maxRows: null, columns: wishes ?? [], includeColumns: [name] });
    const { columns, findings, sample } = await intake.upload(upload(one), { sample: request });
    if (!wishes) expect(columns[0]).toMatchObject({ name, type });
    const codes = findings.filter(({ column }) => column === name).map(({ code }) => code);
    if (!wishes) expect(codes).toEqual(finding === undefined ? [] : expect.arrayContaining([finding]));
    const place = sample!.columns.findIndex((column) => column.name === name);
    const rows = readFileSync(sample!.file, 'utf8').split('\n').slice(0, cells.length);
    const given = place < 0 ? [] : rows.map((row) => row.split(',')[place]);
    expect(given).toEqual(reads.map((read) => ofModel(type, read)));
  });
});
