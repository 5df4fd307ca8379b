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
  expect(first.columns).toEqual([
    { absent: 4, strange: 0, examples: [] },
    { absent: 0, strange: 3, examples: ['red', 'green'] },
    { absent: 0, strange: 0, examples: [] },
  ]);
});
