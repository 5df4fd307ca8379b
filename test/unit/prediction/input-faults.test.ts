import { describe, expect, test } from 'vitest';
import { InputFaults } from '../../../src/prediction/input-faults.js';
import { category, numeric, signatureOf, time } from './support.js';

const SIGNATURE = signatureOf([numeric('size'), category('colour', 'blue'), time('day')]);

describe('warnings', () => {
  test('are one a column and code, in the order of the signature', () => {
    const faults = new InputFaults(3);
    faults.noteStrange(2, 'soon');
    faults.noteStrange(1, 'red');
    faults.noteStrange(1, 'red');
    faults.noteStrange(1, 'green');
    faults.noteAbsent(1);
    faults.noteAbsent(0, 10);
    expect(faults.warnings(SIGNATURE, 10)).toEqual([
      {
        code: 'MISSING_COLUMN',
        column: 'size',
        rows: 10,
        examples: [],
        message: 'Column "size" is missing from the input; its values count as missing.',
      },
      {
        code: 'MISSING_COLUMN',
        column: 'colour',
        rows: 1,
        examples: [],
        message: 'Column "colour" is missing from 1 of 10 rows; its values count as missing.',
      },
      {
        code: 'UNSEEN_LEVEL',
        column: 'colour',
        rows: 3,
        examples: ['red', 'green'],
        message:
          'Column "colour" holds values that training never saw in 3 rows ("red", "green"); they count as missing. The labels are "blue".',
      },
      {
        code: 'NOT_A_NUMBER',
        column: 'day',
        rows: 1,
        examples: ['soon'],
        message: 'Column "day" holds text that is no date or time in 1 row ("soon"); it counts as missing.',
      },
    ]);
  });

  test('show at most five examples, cut where they are long', () => {
    const faults = new InputFaults(3);
    for (let i = 0; i < 7; i++) faults.noteStrange(0, `${i}${'x'.repeat(200)}`);
    const [warning] = faults.warnings(SIGNATURE, 7);
    expect(warning).toMatchObject({ code: 'NOT_A_NUMBER', rows: 7 });
    expect(warning!.examples).toHaveLength(5);
    expect(warning!.examples[0]).toBe(`0${'x'.repeat(98)}…`);
    expect(warning!.message).toContain(', …)');
  });

  test('say that a column is empty in the whole file, and not that it is in some rows', () => {
    const faults = new InputFaults(3);
    faults.noteEmpty(0, 4);
    faults.noteEmpty(1, 3);
    expect(faults.warnings(SIGNATURE, 4)).toEqual([
      {
        code: 'EMPTY_COLUMN',
        column: 'size',
        rows: 4,
        examples: [],
        message: 'Column "size" is empty in the whole input; its values count as missing.',
      },
    ]);
  });

  test('tell of numbers far from those of training, and of later days', () => {
    const day = { ...time('day'), min: 0, max: Date.UTC(2024, 0, 31, 9) };
    const signature = signatureOf([{ ...numeric('size'), min: 150, max: 199.5 }, day]);
    const faults = new InputFaults(2);
    for (const cell of ['1.7', '1.8', '1.9']) faults.noteBeyond(0, () => cell);
    faults.noteBeyond(1, () => '2024-02-01');
    expect(faults.warnings(signature, 4)).toMatchObject([
      {
        code: 'OUT_OF_RANGE',
        rows: 3,
        examples: ['1.7', '1.8', '1.9'],
        message: expect.stringContaining('(150 to 199.5) in 3 rows ("1.7", "1.8", …)') as unknown,
      },
      {
        code: 'LATER_THAN_TRAINING',
        rows: 1,
        message: expect.stringContaining('the last day of training (2024-01-31) in 1 row') as unknown,
      },
    ]);
  });

  test('are none where everything fits', () => {
    expect(new InputFaults(3).warnings(SIGNATURE, 5)).toEqual([]);
  });
});

test('faults of the parts of an input add up', () => {
  const [first, second] = [new InputFaults(3), new InputFaults(3)];
  first.noteStrange(1, 'red');
  second.noteStrange(1, 'red');
  second.noteStrange(1, 'green');
  second.noteAbsent(0, 4);
  first.merge(structuredClone(second.columns));
  expect(first.columns).toMatchObject([
    { absent: 4, strange: 0, examples: [] },
    { absent: 0, strange: 3, examples: ['red', 'green'] },
    { absent: 0, strange: 0, examples: [] },
  ]);
});
