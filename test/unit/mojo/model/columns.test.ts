import { beforeAll, describe, expect, test } from 'vitest';
import { loadMojo, MojoInputError, type ColumnBatch, type MojoModel } from '../../../../src/mojo/index.js';
import { buildMojo } from '../../../support/mojo/build-mojo.js';

/** y = 10 + 2 x, and 1, 2 or 3 more by the color; a missing x is 5, a missing color red. */
let model: MojoModel;
beforeAll(async () => {
  model = await loadMojo(
    buildMojo({
      columns: [['color', ['blue', 'red', '7']], ['x'], ['y']],
      info: {
        algo: 'glm',
        family: 'gaussian',
        link: 'identity',
        use_all_factor_levels: true,
        cats: 1,
        nums: 1,
        cat_offsets: '[0, 3]',
        mean_imputation: true,
        cat_modes: '[1]',
        num_means: '[5.0]',
        beta: '[1.0, 2.0, 3.0, 2.0, 10.0]',
      },
    }),
  );
});

const valuesOf = (columns: ColumnBatch['columns'], rows: number) => [
  ...model.score({ rows, columns }).values!,
];

describe('columns are read by name', () => {
  test('as text, numbers and nothing', () => {
    const color = ['blue', 'red', 7, '7', null, undefined, 'green'];
    const x = ['1', 1, ' 1 ', '1e0', null, Number.NaN, 'one'];
    expect(valuesOf({ color, x }, 7)).toEqual([13, 14, 15, 15, 22, 22, 22]);
  });

  test('as typed arrays: numbers, and indexes of levels', () => {
    const x = Float64Array.of(1, 2, Number.NaN, 0);
    expect(valuesOf({ color: Int32Array.of(0, 2, -1, 99), x }, 4)).toEqual([13, 17, 22, 12]);
    expect(valuesOf({ color: Float64Array.of(0, 2, Number.NaN, 0.5), x }, 4)).toEqual([13, 17, 22, 12]);
    expect(valuesOf({ color: Int32Array.of(0), x: Int32Array.of(3) }, 1)).toEqual([17]);
  });

  test('and what the model does not know is left alone, what is not there is missing', () => {
    expect(valuesOf({ color: ['blue'], other: [1] }, 1)).toEqual([21]);
    expect(valuesOf({}, 2)).toEqual([22, 22]);
    expect(valuesOf({}, 0)).toEqual([]);
    expect(model.scoreRow({ x: 0, toString: 'text' }).predict).toBe(12);
  });

  test('numbers in other notations are no numbers', () => {
    const x = ['0x10', 'Infinity', '', '1,5', '+2', '.5', '5.'];
    expect(valuesOf({ color: Array<string>(7).fill('blue'), x }, 7)).toEqual([21, 21, 21, 21, 15, 12, 21]);
  });

  test('a column of another length, and a cell that is none, are refused', () => {
    expect(() => model.score({ rows: 2, columns: { x: [1] } })).toThrow(
      new MojoInputError('Column x has 1 rows in place of 2.'),
    );
    const cell = [{}] as unknown as number[];
    expect(() => model.score({ rows: 1, columns: { x: cell } })).toThrow(MojoInputError);
    expect(() => model.score({ rows: 1, columns: { color: cell } })).toThrow('neither text nor a number');
  });
});

test('the coefficients of a GLM explain its rows against the average one', () => {
  const { unit, outputs } = model.contributions({ rows: 2, columns: { color: ['7', null], x: [3, null] } });
  expect(unit).toBe('VALUE');
  const [{ label, bias, values }] = outputs as [(typeof outputs)[0]];
  expect(label).toBeNull();
  // The mean of x (5) and the commonest color, as which missing values count, move nothing.
  expect(bias).toBe(10 + 2 + 10);
  expect(values.map((column) => [...column])).toEqual([
    [1, 0],
    [-4, 0],
  ]);
});
