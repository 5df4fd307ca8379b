import { describe, expect, it } from 'vitest';
import { variableImportanceOf } from '../../../src/training/variable-importance.js';
import { EngineNames } from '../../../src/training/engine-names.js';
import { modelOf, tableOf } from './models.js';

const namesOf = (...names: string[]) => new EngineNames(names.map((name) => ({ name })));

const importances = (rows: Record<string, number>) =>
  tableOf({ variable: Object.keys(rows), relative_importance: Object.values(rows) });

describe('variable importance', () => {
  it('is in proportion to the most important column', () => {
    const model = modelOf({
      names: ['a', 'b', 'y'],
      domains: [null, null, null],
      variableImportances: importances({ a: 8, b: 2 }),
    });
    expect(variableImportanceOf(model, namesOf(...model.names), [])).toEqual([
      { column: 'a', relative: 1 },
      { column: 'b', relative: 0.25 },
    ]);
  });

  it('takes the mean of the levels of a category, and sorts again', () => {
    const model = modelOf({
      names: ['age', 'city', 'y'],
      domains: [null, ['Oslo', 'Tallinn'], null],
      variableImportances: importances({ age: 3, 'city.Oslo': 5, 'city.Tallinn': 7 }),
    });
    expect(variableImportanceOf(model, namesOf(...model.names), [])).toEqual([
      { column: 'city', relative: 1 },
      { column: 'age', relative: 0.5 },
    ]);
  });

  it('does not put many levels of noise above a few that matter', () => {
    const noise = Array.from({ length: 120 }, (_, index) => `n${index}`);
    const model = modelOf({
      names: ['last_login', 'contract', 'y'],
      domains: [noise, ['monthly', 'yearly'], null],
      variableImportances: importances({
        ...Object.fromEntries(noise.map((level) => [`last_login.${level}`, 0.2])),
        'contract.monthly': 1.2,
        'contract.yearly': 1.1,
      }),
    });
    expect(variableImportanceOf(model, namesOf(...model.names), []).map(({ column }) => column)).toEqual([
      'contract',
      'last_login',
    ]);
  });

  it('is not misled by dots in names and levels', () => {
    const model = modelOf({
      names: ['a', 'a.b', 'y'],
      domains: [['x', 'y.z'], null, null],
      variableImportances: importances({ 'a.b': 1, 'a.x': 2, 'a.y.z': 2 }),
    });
    expect(variableImportanceOf(model, namesOf(...model.names), [])).toEqual([
      { column: 'a', relative: 1 },
      { column: 'a.b', relative: 0.5 },
    ]);
  });

  it('is given under the name that the owner of a column wrote', () => {
    const model = modelOf({
      names: ['column_1', 'y'],
      domains: [['a'], null],
      variableImportances: importances({ 'column_1.a': 2 }),
    });
    expect(variableImportanceOf(model, namesOf('screen 6"', 'y'), [])).toEqual([
      { column: 'screen 6"', relative: 1 },
    ]);
  });

  it('is empty for an ensemble, and zero where nothing counts', () => {
    expect(variableImportanceOf(modelOf({ variableImportances: null }), namesOf(), [])).toEqual([]);
    expect(
      variableImportanceOf(modelOf({ variableImportances: importances({ x: 0 }) }), namesOf('x'), []),
    ).toEqual([{ column: 'x', relative: 0 }]);
  });
});
