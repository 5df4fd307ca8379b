import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../../src/prediction/bounds.js';
import { column } from './csv/support.js';

const trained = { ...column('x', 'NUMERIC'), min: 10, max: 20 };

describe('values that are like those of training', () => {
  it('are as far outside its range as that is wide', () => {
    expect(boundsOf(trained)).toEqual({ low: 0, high: 30 });
  });

  it('are those of the whole table, also where only a sample of it was trained on', () => {
    expect(boundsOf({ ...trained, range: { min: 0, max: 100 } })).toEqual({ low: -100, high: 200 });
    const noon = Date.UTC(2024, 0, 31, 12);
    const time = { ...column('t', 'TIME'), min: 0, max: 1, range: { min: 0, max: noon } };
    expect(boundsOf(time).high).toBe(Date.UTC(2024, 1, 1) - 1);
  });

  it('are all of a category, and of a part of a time', () => {
    expect(boundsOf(column('c', 'CATEGORICAL', ['a']))).toEqual({ low: -Infinity, high: Infinity });
    const month = { ...trained, derived: { from: 't', part: 'month' as const } };
    expect(boundsOf(month)).toEqual({ low: -Infinity, high: Infinity });
  });
});
