import { expect, test } from 'vitest';
import { readDescription } from '../../../src/jobs/description.js';

test('what is left out stays, what is null or blank is removed, and tags are each there once', () => {
  expect(readDescription({})).toEqual({});
  expect(readDescription({ name: '  Churn, May ', note: null })).toEqual({ name: 'Churn, May', note: null });
  expect(readDescription({ name: ' ', tags: [' a', 'b', 'a ', ''] })).toEqual({
    name: null,
    tags: ['a', 'b'],
  });
  expect(readDescription({ tags: null })).toEqual({ tags: [] });
});

test('texts and tags have limits, and the refusal says which', () => {
  expect(() => readDescription({ name: 'x'.repeat(201) })).toThrow(/name: it has 201 characters, and 200/);
  expect(() => readDescription({ note: 'x'.repeat(10_001) })).toThrow(/note/);
  expect(() => readDescription({ tags: Array.from({ length: 21 }, (_, i) => `t${i}`) })).toThrow(/20 tags/);
  expect(() => readDescription({ tags: ['x'.repeat(51)] })).toThrow(/50 characters/);
});
