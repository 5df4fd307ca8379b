import { describe, expect, it } from 'vitest';
import { table, useIntake } from './support.js';

const intake = useIntake();

/** The profile of a column with these cells, over and over, beside a number. */
async function profile(cells: readonly string[], rows = 24, delimiter = ',') {
  const content = table(
    `c${delimiter}n`,
    rows,
    (row) => `"${cells[row % cells.length] ?? ''}"${delimiter}${row}`,
  );
  const { columns } = await intake.upload(content);
  return columns[0]!;
}

describe('the type of a column', () => {
  it.each([
    ['whole numbers', ['1', '-2', '+3'], 'NUMERIC'],
    ['decimals and exponents', ['1.5', '.5', '2.', '-1e-3', '6E+23'], 'NUMERIC'],
    ['padded numbers', [' 1', '2 '], 'NUMERIC'],
    ['numbers beyond a double, which are none', ['1', '1e999'], 'CATEGORICAL'],
    ['thousands separators', ['1,000', '2,000,000', '12'], 'NUMERIC'],
    ['currencies', ['$1,200', '-$5', '($7.50)'], 'NUMERIC'],
    ['units', ['12 kg', '3.5 kg', '4'], 'NUMERIC'],
    ['several units alike often', ['12 kg', '3 m', '4'], 'CATEGORICAL'],
    ['hexadecimals', ['0x1f', '0x2a'], 'CATEGORICAL'],
    ['codes with leading zeros', ['02134', '94103'], 'CATEGORICAL'],
    ['codes with an E', ['10E1', '10E2', '1012'], 'CATEGORICAL'],
    ['whole numbers beyond exact doubles', ['1234567890123450001', '1234567890123450002'], 'CATEGORICAL'],
    ['one and few exponents', ['1.2E+05', '1e5', '7'], 'NUMERIC'],
    ['dates', ['2024-01-02', '2024-01-03'], 'TIME'],
    ['dates among numbers', ['2024-01-02', '7'], 'CATEGORICAL'],
    ['days of no month', ['2024-02-30', '2024-01-02'], 'CATEGORICAL'],
    ['dates with the day first', ['01/02/2024', '28/02/2024'], 'TIME'],
    ['dates of which nothing says what is the day', ['01/02/2024', '02/03/2024'], 'TIME'],
    ['dates in every way', ['2024-01-02', 'Jan 5, 2024', '13/01/2024 5:00 PM'], 'TIME'],
    ['booleans', ['true', 'FALSE'], 'CATEGORICAL'],
    ['one text among numbers', ['1', '2', '3', 'four'], 'CATEGORICAL'],
    ['nothing', [''], 'NUMERIC'],
  ])('%s: %j is %s', async (_, cells, type) => {
    expect(await profile(cells)).toMatchObject({ type });
  });

  it('is NUMERIC for decimal commas in a file that is not separated by commas', async () => {
    expect(await profile(['1,5', '-2,25', '3'], 24, ';')).toMatchObject({
      type: 'NUMERIC',
      min: -2.25,
      max: 3,
    });
    expect(await profile(['1,5', '2.5'], 24, ';')).toMatchObject({ type: 'NUMERIC', min: 1.5, max: 2.5 });
  });

  it('is TEXT for more than fifty texts of which most occur once', async () => {
    const texts = Array.from({ length: 400 }, (_, index) => `name ${index}`);
    expect(await profile(texts.slice(0, 50), 50)).toMatchObject({ type: 'CATEGORICAL' });
    expect(await profile(texts.slice(0, 51), 51)).toMatchObject({ type: 'TEXT' });
    expect(await profile(texts, 800)).toMatchObject({ type: 'CATEGORICAL' });
  });

  it('is that of nearly all cells, never of the odd one', async () => {
    const content = table('c,d,n', 30_000, (row) =>
      row === 29_999 ? 'end,soon,1' : `${row},2024-01-${10 + (row % 20)},${row}`,
    );
    const { columns, findings } = await intake.upload(content);
    expect(columns).toMatchObject([
      { type: 'NUMERIC', odd: 1, missing: 1, max: 29_998 },
      { type: 'TIME', odd: 1, missing: 1 },
      { type: 'NUMERIC', odd: 0 },
    ]);
    expect(findings.filter(({ code }) => code === 'MIXED_COLUMN')).toMatchObject([
      {
        column: 'c',
        severity: 'WARNING',
        rows: 1,
        examples: ['end'],
        message: expect.stringContaining('line 30001') as unknown,
      },
      { column: 'd', rows: 1, examples: ['soon'] },
    ]);
  });
});

describe('the profile of a column', () => {
  it('counts rows, missing ones, and each value however it is spelled', async () => {
    expect(await profile(['1', '1.0', '+1', '2', 'NA', ''], 24)).toMatchObject({
      type: 'NUMERIC',
      missing: 8,
      distinct: 2,
      exampleCounts: [12, 4],
      min: 1,
      max: 2,
      mean: expect.closeTo(1.25, 12) as unknown,
    });
  });

  it('takes booleans in any case as two values, named by their commonest spelling', async () => {
    expect(await profile(['Yes', 'yes', 'Yes', 'NO'])).toMatchObject({
      distinct: 2,
      examples: ['Yes', 'NO'],
      exampleCounts: [18, 6],
    });
  });

  it('has the ten commonest values, and no range for categories', async () => {
    const cells = Array.from({ length: 12 }, (_, index) => `c${index}`);
    const { examples, min, max, mean, histogram } = await profile([...cells, 'c7'], 26);
    expect(examples).toHaveLength(10);
    expect(examples[0]).toBe('c7');
    expect({ min, max, mean, histogram }).toEqual({ min: null, max: null, mean: null, histogram: [] });
  });

  it('draws a histogram whose bins hold every number of a small table', async () => {
    const { columns } = await intake.upload(table('x,y', 100, (row) => `${row},5`));
    expect(columns[0]!.histogram).toEqual(Array.from({ length: 20 }, () => 5));
    expect(columns[1]!.histogram).toEqual([100]);
  });

  it('estimates distinct values beyond its memory to a few percent', async () => {
    const content = table('a,b', 60_000, (row) => `v${row},${row % 30_000}.5`);
    const [a, b] = (await intake.upload(content)).columns;
    expect(a!.distinct / 60_000).toBeCloseTo(1, 1);
    expect(b!.distinct / 30_000).toBeCloseTo(1, 1);
    expect(b).toMatchObject({ min: 0.5, max: 29_999.5, missing: 0 });
  });

  it('remembers little of a very long text, and still tells it from another', async () => {
    const long = 'x'.repeat(100_000);
    const { distinct, examples } = await profile([`${long}1`, `${long}2`], 12);
    expect(distinct).toBe(2);
    expect(examples.every((example) => example.length < 300)).toBe(true);
  });
});
