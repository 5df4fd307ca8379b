import { expect, it } from 'vitest';
import { candidatesFor, finerCandidates, turningPoints } from '../../../web/src/predict/turning-points.js';

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

it('knows the distance from a number as the file writes it, and varies none that it cannot read', () => {
  const first = (age: string) =>
    turningPoints(
      candidatesFor({ age, sex: 'm' }, signature, []),
      candidatesFor({ age, sex: 'm' }, signature, []).map(({ column: of }) => ({
        predict: of === 'age' ? 'yes' : 'no',
        yes: 0.6,
      })),
      'no',
    );
  expect(first('6,5')).toMatchObject([{ column: 'age', distance: 0.025 }]);
  expect(first('about 6')).toEqual([]);
});

it('looks closer between the last number that does not turn the answer and the first that does', () => {
  const wide = { columns: [column('fee', { min: 0, max: 1000.5 })] };
  const row = { fee: 100 };
  const answers = (of: ReturnType<typeof candidatesFor>) =>
    of.map(({ value }) => ({ predict: Number(value) > 403 ? 'yes' : 'no', yes: 0.7 }));
  const coarse = candidatesFor(row, wide, []);
  const fine = finerCandidates(row, wide, turningPoints(coarse, answers(coarse), 'no'));
  const [found] = turningPoints([...coarse, ...fine], [...answers(coarse), ...answers(fine)], 'no');
  expect(found?.value).toBeCloseTo(403.3, 0);
});
