import { describe, expect, it } from 'vitest';
import type { ProblemTypeChoice } from '../../../src/domain/training-options.js';
import { readHead } from '../../../src/intake/sample/read-rows.js';
import { adviceRows, adviseOnTarget } from '../../../src/intake/advice/target-advice.js';
import { table, useIntake } from './support.js';

const intake = useIntake();

async function advise(
  content: Parameters<typeof intake.upload>[0],
  target: string,
  choice: ProblemTypeChoice = 'AUTO',
) {
  const { file, columns } = await intake.upload(content);
  return adviseOnTarget(columns, await readHead(file, columns, adviceRows(columns.length)), target, choice);
}
async function concerns(content: Parameters<typeof intake.upload>[0], target: string) {
  const { columns } = await advise(content, target);
  return Object.fromEntries(columns.map(({ column, concern }) => [column, concern]));
}

describe('advice on real tables', () => {
  it.each([
    ['titanic.csv', 'survived', { alive: 'LEAK' }],
    ['titanic.csv', 'alive', { survived: 'LEAK' }],
    ['titanic.csv', 'class', { pclass: 'LEAK' }],
    ['titanic.csv', 'embark_town', { embarked: 'LEAK' }],
    ['titanic.csv', 'age', {}],
    ['penguins.csv', 'species', {}],
    ['penguins.csv', 'island', {}],
    ['penguins.csv', 'body_mass_g', {}],
    ['iris.csv', 'species', {}],
    ['iris.csv', 'petal_length', {}],
    ['mpg.csv', 'mpg', { name: 'TEXT' }],
    ['mpg.csv', 'origin', { name: 'TEXT' }],
    ['diamonds-3000.csv', 'price', {}],
    ['diamonds-3000.csv', 'cut', {}],
    ['taxis-1000.csv', 'fare', { color: 'CONSTANT' }],
    ['taxis-1000.csv', 'payment', { color: 'CONSTANT' }],
  ])('on %s, to predict %s, points out %j and nothing else', async (file, target, expected) => {
    expect(await concerns(intake.fixture(file), target)).toEqual(expected);
  });
});

describe('columns to think twice about', () => {
  const y = (row: number) => (row * 7919) % 101;

  it('are those that number the rows, also in a file that is sorted by the target', async () => {
    const sorted = table('id,x,kind', 90, (row) => `${row + 1},${y(row)},${row < 45 ? 'a' : 'b'}`);
    expect(await concerns(sorted, 'kind')).toEqual({ id: 'IDENTIFIER' });
  });

  it('are whole numbers, all different, with the name of a key', async () => {
    const keys = table('customerId,size,kind', 60, (row) => {
      return `${(row * 7919) % 10007},${(row * 7907) % 10009},${row % 3 === 0 ? 'a' : 'b'}`;
    });
    expect(await concerns(keys, 'kind')).toEqual({ customerId: 'IDENTIFIER' });
  });

  it('are columns with one value, and empty ones', async () => {
    const content = table('same,empty,x,y', 30, (row) => `1,,${y(row)},${(row * row) % 97}`);
    expect(await concerns(content, 'y')).toEqual({ same: 'CONSTANT', empty: 'CONSTANT' });
  });

  it('are a number that follows from the target on a line or on a curve', async () => {
    const content = table('noise,twice,log,y', 1000, (row) => {
      const value = (row * 7919) % 1009;
      return `${(row * 104_729) % 1013},${2 * value + 3},${Math.log(value + 1)},${value}.5`;
    });
    expect(await concerns(content, 'y')).toEqual({ twice: 'LEAK', log: 'LEAK' });
  });

  it('are read with a decimal comma, and booleans in any case', async () => {
    const content = table('copy;flag;y', 40, (row) => {
      const flag = row % 2 === 0;
      return `${flag ? '1,5' : '2,50'};${flag ? 'TRUE' : 'False'};${flag ? 'True' : 'false'}`;
    });
    expect(await concerns(content, 'y')).toEqual({ copy: 'LEAK', flag: 'LEAK' });
  });

  it('are not those of unique values, from which nothing is learnt', async () => {
    const content = table('price,kind', 40, (row) => `${y(row)}.${row + 10},${row % 2 === 0 ? 'a' : 'b'}`);
    expect(await concerns(content, 'kind')).toEqual({});
  });
});

describe('the problem a target poses', () => {
  const amounts = table('x,y', 6000, (row) => `${row % 7},${Math.floor(row / 400)}`);

  it('is decided over all rows, not only over those that were read for advice', async () => {
    expect(await advise(amounts, 'y')).toMatchObject({ problemType: 'REGRESSION', problem: null });
  });

  it('is said with its reason', async () => {
    expect(await advise(intake.fixture('titanic.csv'), 'survived')).toMatchObject({
      problemType: 'BINARY',
      reason: 'The column holds whole numbers, but only 2 different values: each is a class.',
    });
    expect((await advise(amounts, 'x', 'REGRESSION')).reason).toBe('As you chose: 7 different values.');
  });

  it.each([
    ['a date', (row: number) => `2024-01-${row + 10}`, /holds dates/],
    ['the same in every row', () => 'a', /is "a" in every row/],
    ['empty in every row', () => '', /is empty in every row/],
  ])('is none where the target is %s', async (_, value, problem) => {
    const content = table('x,y', 12, (row) => `${row % 5},${value(row)}`);
    const advice = await advise(content, 'y');
    expect(advice).toMatchObject({ problemType: null, columns: [] });
    expect(advice.problem).toMatch(problem);
  });

  it('is none where fewer than ten rows have the target, or there is no such column', async () => {
    const content = table('x,y', 20, (row) => `${row % 5},${row < 9 ? row % 2 : ''}`);
    expect((await advise(content, 'y')).problem).toMatch(/Only 9 rows have a value/);
    expect((await advise(content, 'z')).problem).toBe('There is no column "z".');
  });
});

it('reads fewer rows of a wide table', () => {
  expect([adviceRows(2), adviceRows(1000), adviceRows(10_000)]).toEqual([5000, 1000, 100]);
});
