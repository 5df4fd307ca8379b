import { describe, expect, it } from 'vitest';
import { table, useIntake } from './support.js';

const intake = useIntake();

async function find(
  content: Parameters<typeof intake.upload>[0],
  target: string,
  options: Parameters<typeof intake.sample>[1] = {},
) {
  const sample = await intake.sample(content, { target, ...options });
  return {
    findings: Object.fromEntries<string>(sample.findings.map(({ code, column }) => [column ?? '', code])),
    columns: sample.columns.map(({ name }) => name),
    messages: sample.findings.map(({ message }) => message).join(' '),
  };
}

const noise = (row: number) => (row * 7919) % 101;

describe('what is found in the columns of a task', () => {
  it('are copies of the target: titanic is trained without `alive`, unless it is asked for', async () => {
    const without = await find(intake.fixture('titanic.csv'), 'survived');
    expect(without.findings['alive']).toBe('LEAK');
    expect(without.columns).not.toContain('alive');
    expect(without.messages).toContain('`includeColumns` takes it in.');
    const withIt = await find(intake.fixture('titanic.csv'), 'survived', { includeColumns: ['alive'] });
    expect(withIt.findings['alive']).toBe('LEAK');
    expect(withIt.columns).toContain('alive');
  });

  it('are keys of number and of text, and columns of one value, all left out', async () => {
    const content = table('Unnamed: 0,order_id,sample,same,x,y', 40, (row) => {
      return `${(row * 9) % 40},${1000 + ((row * 7) % 41)},S-${row},1,${noise(row)},${row % 3 === 0 ? 'a' : 'b'}`;
    });
    const { findings, columns } = await find(content, 'y');
    expect(findings).toEqual({
      'Unnamed: 0': 'IDENTIFIER',
      order_id: 'IDENTIFIER',
      sample: 'IDENTIFIER',
      same: 'CONSTANT',
    });
    expect(columns).toEqual(['x', 'y']);
  });

  it('is a column that is filled for one class only, which stays in', async () => {
    const content = table('refund,x,churned', 200, (row) => {
      const churned = row % 3 === 0;
      return `${churned && row % 30 > 0 ? row % 7 : ''},${noise(row)},${churned ? 'yes' : 'no'}`;
    });
    const { findings, columns } = await find(content, 'churned');
    expect(findings).toEqual({ refund: 'LEAK' });
    expect(columns).toContain('refund');
  });

  it('is a copy on another scale, on a curve or for each label, but no strong feature', async () => {
    const house = (row: number) => {
      const [size, noise100] = [50 + ((row * 7919) % 151), noise(row)];
      const price = 3 * size + noise100 / 5;
      return { size, price, kind: row % 4 };
    };
    const prices = table('size,cents,root,code,noise,price', 400, (row) => {
      const { size, price } = house(row);
      return `${size},${(100 * price + 7).toFixed(0)},${Math.sqrt(price).toFixed(4)},k${row % 5},${noise(row)},${price.toFixed(1)}`;
    });
    expect((await find(prices, 'price')).findings).toEqual({ cents: 'LEAK', root: 'LEAK' });
    const fees = table('plan,use,fee', 300, (row) => {
      const use = noise(row);
      return `p${row % 12},${use},${100 + 7.25 * ((row * 5) % 12)}`;
    });
    expect((await find(fees, 'fee', { problemType: 'REGRESSION' })).findings).toEqual({ plan: 'LEAK' });
  });

  it('is a code or a score that stands for each class, but no measure that separates the classes', async () => {
    const content = table('code,score,heat,kind', 300, (row) => {
      const heat = (row * 7919) % 997;
      const ill = heat > 600;
      const score = (ill ? 1 : 0) + (noise(row) - 50) / 2000;
      return `${ill ? 'B' : 'A'}${row % 3},${score.toFixed(4)},${heat},${ill ? 'ill' : 'well'}`;
    });
    expect((await find(content, 'kind')).findings).toEqual({ code: 'LEAK', score: 'LEAK' });
  });

  it('is a column filled for the commoner class only, where chance would not do that', async () => {
    const content = table('refund,tick,tip,x,kept', 300, (row) => {
      const kept = row % 5 > 0;
      return `${kept && row % 7 > 0 ? row % 9 : ''},${kept && row % 3 > 0 ? 'x' : ''},${row % 40 === 1 ? row % 3 : ''},${noise(row)},${kept ? 'yes' : 'no'}`;
    });
    expect((await find(content, 'kept')).findings).toEqual({ refund: 'LEAK', tick: 'LEAK' });
  });

  it('is neither a leak nor a key: a year, and a day that a trend goes with', async () => {
    const content = table('year,x,y', 64, (row) => `${1960 + row},${noise(row)},${10 * row + (row % 5)}`);
    expect((await find(content, 'y')).findings).toEqual({});
    const shuffled = table('year,x,y', 64, (row) => {
      const year = (row * 37) % 64;
      return `${1960 + year},${noise(row)},${10 * year + (year % 5)}`;
    });
    expect((await find(shuffled, 'y')).findings).toEqual({});
  });

  it('is the order of time, and a subject with several rows, with the option that fits', async () => {
    const day = (row: number) => new Date(Date.UTC(2023, 0, 1 + row)).toISOString().slice(0, 10);
    const sales = table(
      'date,x,sales',
      120,
      (row) => `${day(row)},${noise(row)},${100 + 3 * row + (row % 7)}`,
    );
    const ordered = await find(sales, 'sales');
    expect(ordered.findings).toEqual({ date: 'TIME_ORDERED' });
    expect(ordered.messages).toContain('TIME_ORDERED');
    const visits = table('patient_id,x,y', 120, (row) => `${row % 30},${noise(row)},${row % 2 ? 'a' : 'b'}`);
    expect((await find(visits, 'y')).findings).toEqual({ patient_id: 'REPEATED_SUBJECT' });
  });

  it('refuses a key as the target, and a table of columns with one value each', async () => {
    const keys = table('x,order_id', 60, (row) => `${noise(row)},${(row * 7919) % 10_007}`);
    await expect(find(keys, 'order_id')).rejects.toThrow('The target "order_id" is a key');
    const constant = table('a,b,y', 30, (row) => `1,2,${row % 2 ? 'x' : 'y'}`);
    await expect(find(constant, 'y')).rejects.toThrow('No column is left to learn from');
  });

  it('keeps a copy that is all there is to learn from', async () => {
    const content = table('copy,y', 40, (row) => (row % 2 ? 'a,no' : 'b,yes'));
    const { findings, columns } = await find(content, 'y');
    expect(findings).toEqual({ copy: 'LEAK' });
    expect(columns).toEqual(['copy', 'y']);
  });
});
