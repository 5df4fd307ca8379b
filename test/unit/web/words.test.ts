import { expect, it } from 'vitest';
import { inPageWords } from '../../../web/src/format/api-words.js';
import { formatCellRange, formatCellTime } from '../../../web/src/format/cell-time.js';
import { formatShare, ordinal } from '../../../web/src/format/number.js';
import { formatLimit } from '../../../web/src/format/time.js';

it('a message of the service uses the words of the pages, and each sentence once', () => {
  expect(
    inPageWords(
      'H2O built no model. No model was finished within maxRuntimeSecs (60 s); allow more time or fewer rows.',
    ),
  ).toBe(
    'H2O built no model. No model was finished within the time limit (60 s); allow more time or fewer rows.',
  );
  expect(
    inPageWords(
      'GLM: Training data must have at least 2 features (incl. response). GBM: Training data must have at least 2 features (incl. response).',
    ),
  ).toBe('GLM: No column is left to learn from.');
  expect(inPageWords('1787 different values, 500 of 20000 rows in 2024.')).toBe(
    '1,787 different values, 500 of 20,000 rows in 2024.',
  );
  expect(inPageWords('AUC is 0.75 in v3.46.0.11. Done')).toBe('AUC is 0.75 in v3.46.0.11. Done');
});

it('a date without a zone reads as in the file, wherever the reader is', () => {
  expect(formatCellTime(Date.UTC(2019, 0, 6))).toBe('2019-01-06');
  expect(formatCellTime(Date.UTC(2024, 4, 31, 18, 30))).toBe('2024-05-31 18:30');
  expect(formatCellTime(Date.UTC(2024, 4, 31, 18, 30, 5))).toBe('2024-05-31 18:30:05');
  expect(formatCellRange(Date.UTC(2019, 0, 6, 7), Date.UTC(2022, 0, 6, 8))).toEqual([
    '2019-01-06',
    '2022-01-06',
  ]);
});

it('shares in a column have the same number of digits, and only what is whole looks whole', () => {
  expect([0, 0.0004, 0.03, 0.8, 0.9996, 1].map(formatShare)).toEqual([
    '0%',
    '<0.1%',
    '3.0%',
    '80.0%',
    '>99.9%',
    '100%',
  ]);
});

it('places and limits are short', () => {
  expect([1, 2, 3, 4, 11, 22, 113].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '22nd',
    '113th',
  ]);
  expect([30, 60, 90, 300, 3600, 5400].map(formatLimit)).toEqual([
    '30 s',
    '1 min',
    '1 min 30 s',
    '5 min',
    '1 h',
    '1 h 30 min',
  ]);
});
