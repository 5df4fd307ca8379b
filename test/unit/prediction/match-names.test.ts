import { expect, test } from 'vitest';
import { matchNames } from '../../../src/prediction/match-names.js';

test('a name in other case, with other spaces or punctuation, stands for the column where nothing else may', () => {
  const { found, similar } = matchNames(
    ['age', 'total_charges', 'plan'],
    ['Age', 'Total Charges', 'plan', 'PLAN'],
  );
  expect(Object.fromEntries(found)).toEqual({ age: 'Age', total_charges: 'Total Charges', plan: 'plan' });
  expect(similar.size).toBe(0);
});

test('a name that two spell alike is nobody’s, and is reported', () => {
  const { found, similar } = matchNames(['age'], ['Age', 'AGE']);
  expect(found.size).toBe(0);
  expect(similar.get('age')).toBe('Age');
});

test('a mistyped name is reported, and not taken', () => {
  const { found, similar } = matchNames(['height', 'weight'], ['hieght', 'x', 'weight']);
  expect([...found.keys()]).toEqual(['weight']);
  expect(similar.get('height')).toBe('hieght');
});
