import { expect, it } from 'vitest';
import { candidatesFor, turningPoints } from '../../../web/src/predict/turning-points.js';

const column = (name: string, more: object) => ({
  name,
  type: 'NUMERIC' as const,
  levels: null,
  min: null,
  max: null,
  typical: null,
  ...more,
});
const signature = {
  columns: [
    column('age', { min: 0, max: 10 }),
    column('sex', { type: 'CATEGORICAL', levels: ['f', 'm'] }),
    column('name', { type: 'TEXT' }),
  ],
};

it('varies one column at a time: each other label, and numbers over the range of the training', () => {
  const candidates = candidatesFor({ age: 3, sex: 'm', name: 'x' }, signature, ['sex']);
  expect(candidates[0]).toEqual({ column: 'sex', value: 'f', distance: null });
  expect(candidates.slice(1).map(({ value }) => value)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10]);
});

it('keeps the smallest change of each column that turns the answer', () => {
  const candidates = candidatesFor({ age: 3, sex: 'm', name: null }, signature, []);
  const answers = candidates.map(({ column: of, value }) => {
    const turns = of === 'sex' || Number(value) > 5;
    return { predict: turns ? 'yes' : 'no', yes: turns ? 0.8 : 0.1, no: turns ? 0.2 : 0.9 };
  });
  expect(turningPoints(candidates, answers, 'no')).toEqual([
    { column: 'sex', value: 'f', distance: null, predict: 'yes', probability: 0.8 },
    { column: 'age', value: 6, distance: 0.3, predict: 'yes', probability: 0.8 },
  ]);
});
