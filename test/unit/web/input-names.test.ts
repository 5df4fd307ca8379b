import { expect, it } from 'vitest';
import { inputNames } from '../../../web/src/predict/kept-columns.js';

const found = (names: string[], wanted: string[], results = ['predict', 'no', 'yes']) =>
  Object.fromEntries(inputNames([...names, ...results], wanted, results));

it('finds the columns of the input as the service does: by name, or by one that is spelled alike', () => {
  expect(found(['Age', 'support tickets', 'id'], ['age', 'support_tickets', 'plan'])).toEqual({
    age: 'Age',
    support_tickets: 'support tickets',
  });
  expect(found(['Age', 'AGE'], ['age'])).toEqual({});
  expect(found(['age', 'Age'], ['age'])).toEqual({ age: 'age' });
});

it('knows a column whose name a result has too', () => {
  expect(found(['yes (input)'], ['yes'])).toEqual({ yes: 'yes (input)' });
  expect(found([], ['yes'])).toEqual({});
});
