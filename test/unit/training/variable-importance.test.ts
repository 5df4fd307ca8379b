import { describe, expect, it } from 'vitest';
import { variableImportanceOf } from '../../../src/training/variable-importance.js';
import { modelOf, tableOf } from './models.js';

const importances = (rows: Record<string, number>) =>
  tableOf({ variable: Object.keys(rows), relative_importance: Object.values(rows) });

describe('variable importance', () => {
  it('is in proportion to the most important column', () => {
    const model = modelOf({
      names: ['a', 'b', 'y'],
      domains: [null, null, null],
      variableImportances: importances({ a: 8, b: 2 }),
    });
    expect(variableImportanceOf(model)).toEqual([
      { column: 'a', relative: 1 },
      { column: 'b', relative: 0.25 },
    ]);
  });

  it('sums the levels of a category, its missing values among them, and sorts anew', () => {
    const model = modelOf({
      names: ['age', 'city', 'y'],
      domains: [null, ['Oslo', 'Tallinn'], null],
      variableImportances: importances({ age: 3, 'city.Oslo': 2, 'city.Tallinn': 2, 'city.missing(NA)': 2 }),
    });
    expect(variableImportanceOf(model)).toEqual([
      { column: 'city', relative: 1 },
      { column: 'age', relative: 0.5 },
    ]);
  });

  it('is not misled by dots in names and levels', () => {
    const model = modelOf({
      names: ['a', 'a.b', 'y'],
      domains: [['x', 'y.z'], null, null],
      variableImportances: importances({ 'a.b': 1, 'a.x': 2, 'a.y.z': 2 }),
    });
    expect(variableImportanceOf(model)).toEqual([
      { column: 'a', relative: 1 },
      { column: 'a.b', relative: 0.25 },
    ]);
  });

  it('is empty for an ensemble, and zero where nothing counts', () => {
    expect(variableImportanceOf(modelOf({ variableImportances: null }))).toEqual([]);
    expect(variableImportanceOf(modelOf({ variableImportances: importances({ x: 0 }) }))).toEqual([
      { column: 'x', relative: 0 },
    ]);
  });
});
