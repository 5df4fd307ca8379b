import { describe, expect, it } from 'vitest';
import { table, useIntake } from './support.js';

const intake = useIntake();
const targets = (values: readonly (string | number)[], rows = 60) =>
  table('x,y', rows, (row) => `${(row * 7919) % 1009},${values[row % values.length] ?? ''}`);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the problem type', () => {
  it.each([
    ['0 and 1', [0, 1], 'BINARY'],
    ['0.0 and 1.0', ['0.0', '1.0', '1', '0'], 'BINARY'],
    ['true and false', ['true', 'false'], 'BINARY'],
    ['True and FALSE in several spellings', ['True', 'FALSE', 'true', 'false'], 'BINARY'],
    ['yes and no', ['yes', 'no', 'YES'], 'BINARY'],
    ['booleans with gaps', ['yes', 'no', '', 'NA', '-'], 'BINARY'],
    ['two texts', ['spam', 'ham'], 'BINARY'],
    ['three texts', ['a', 'b', 'c'], 'MULTICLASS'],
    ['the ten digits', upTo(10), 'MULTICLASS'],
    ['eleven whole numbers', upTo(11), 'REGRESSION'],
    ['many whole numbers', upTo(60), 'REGRESSION'],
    ['few decimals', ['0.5', '1.5'], 'REGRESSION'],
    ['numbers with a text among them', ['1', '2', 'many'], 'MULTICLASS'],
  ])('of %s is %s', async (_, values, expected) => {
    expect((await intake.sample(targets(values as string[]))).problemType).toBe(expected);
  });

  it('may be asked for', async () => {
    expect(await intake.sample(targets([0, 1]), { problemType: 'REGRESSION' })).toMatchObject({
      problemType: 'REGRESSION',
      columns: [{ name: 'x' }, { name: 'y', type: 'NUMERIC' }],
    });
    expect(await intake.sample(targets(upTo(60)), { problemType: 'CLASSIFICATION' })).toMatchObject({
      problemType: 'MULTICLASS',
      columns: [{ name: 'x' }, { name: 'y', type: 'CATEGORICAL' }],
    });
  });

  it('of free text that is asked to be classes is MULTICLASS', async () => {
    const { problemType } = await intake.sample(targets(upTo(60).map((index) => `w${index}`)), {
      problemType: 'CLASSIFICATION',
    });
    expect(problemType).toBe('MULTICLASS');
  });

  it.each([
    ['iris.csv', 'species', 'MULTICLASS'],
    ['penguins.csv', 'species', 'MULTICLASS'],
    ['titanic.csv', 'survived', 'BINARY'],
    ['mpg.csv', 'mpg', 'REGRESSION'],
    ['taxis-1000.csv', 'fare', 'REGRESSION'],
    ['diamonds-3000.csv', 'cut', 'MULTICLASS'],
  ])('of %s, to predict %s, is %s', async (file, target, expected) => {
    expect((await intake.sample(intake.fixture(file), { target })).problemType).toBe(expected);
  });
});
