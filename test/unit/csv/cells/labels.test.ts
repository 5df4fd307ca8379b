import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areBooleans } from '../../../../src/csv/cells/booleans.js';
import { cellValue } from '../../../../src/csv/cells/clean.js';
import { isMissingAmongValues, isMissingWord } from '../../../../src/csv/cells/missing-words.js';
import { foldLabel, labelReader } from '../../../../src/csv/cells/read-label.js';
import { PLAIN_LABELS, type LabelFormat } from '../../../../src/domain/column-format.js';

const labels = (format: Partial<LabelFormat> = {}) => labelReader({ ...PLAIN_LABELS, ...format });

describe('the value of a cell', () => {
  it.each([
    [' a ', 'a'],
    ['\u00a0approved\u202f', 'approved'],
    ['\ufeff\u200bx\u200b ', 'x'],
    ['Ko\u0308ln', 'Köln'],
    ['a\u00a0b', 'a b'],
    ['wei\u00adght\u200b', 'weight'],
    ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
    ['="00123"', '00123'],
    ['="say ""hi"""', 'say "hi"'],
    ["'00123", '00123'],
    ["'-5.2", '-5.2'],
    ["'tis", "'tis"],
    ["'5'", "'5'"],
    ['=A1+B1', '=A1+B1'],
    ['="', '="'],
  ])('%j is %j', (text, value) => {
    expect(cellValue(text)).toBe(value);
  });

  it('of a megabyte takes no time', () => {
    expect(cellValue(`="${' '.repeat(1_000_000)}`)).toHaveLength(1_000_000 - 999_998);
    expect(cellValue(`'${'1'.repeat(1_000_000)}x`)).toHaveLength(1_000_001);
  });
});

describe('a word for a missing value', () => {
  it.each(['', '?', 'NA', 'N/A', 'null', '\\N', '(null)', '#N/D', '#DIV/0!', 'NaN'])(
    '%j is one in any column',
    (word) => {
      expect(isMissingWord(word)).toBe(true);
    },
  );

  it.each(['-', '--', '.', 'none', 'n.d.', 'n/d', 'N.A.', 'missing', 'Missing', 'unknown', 'inf', '—'])(
    '%j is one among numbers, dates and booleans, and a label elsewhere',
    (word) => {
      expect(isMissingWord(word)).toBe(false);
      expect(isMissingAmongValues(word)).toBe(true);
      expect(labels()(word)).toBe(word);
      expect(labels({ words: 'BOOLEAN', levels: ['no', 'yes'] })(word)).toBeNull();
    },
  );

  it.each(['Na', 'NULLARBOR', 'nano', 'no', '0', 'x'])('%j is none', (word) => {
    expect(isMissingWord(word) || isMissingAmongValues(word)).toBe(false);
  });
});

describe('a label', () => {
  it('is a whole number in one spelling, unless the column holds codes', () => {
    expect(['1', '1.0', '+1', '007', '1.50'].map(labels())).toEqual(['1', '1', '1', '007', '1.50']);
    expect(['1.0', '007', '1234567890123450001'].map(labels({ words: 'CODE' }))).toEqual([
      '1.0',
      '007',
      '1234567890123450001',
    ]);
  });

  it('may be an empty cell, or the word NA', () => {
    expect(['x', '', 'NA'].map(labels({ blank: '(blank)' }))).toEqual(['x', '(blank)', null]);
    expect(['ZA', '', 'NA', 'null'].map(labels({ keeps: ['NA'] }))).toEqual(['ZA', null, 'NA', null]);
  });

  it.each([
    [
      ['yes', 'No', 'Y', 'N', 'TRUE', 'f', '1', '0', 'maybe'],
      ['yes', 'no', 'yes', 'no', 'yes', 'no', 'yes', 'no', 'maybe'],
    ],
  ])('of a boolean is one of two, however it is written', (texts, expected) => {
    expect(texts.map(labels({ words: 'BOOLEAN', levels: ['no', 'yes'] }))).toEqual(expected);
  });

  it('with other case, accents or spaces is the same where that is asked for', () => {
    const read = labels({ words: 'FOLDED', levels: ['São Paulo', 'Straße'] });
    expect(['são  paulo', 'SAO PAULO', 'strasse', 'Rio'].map(read)).toEqual([
      'São Paulo',
      'São Paulo',
      'Straße',
      'Rio',
    ]);
  });

  it('folds to the same once folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldLabel(foldLabel(text)) === foldLabel(text)),
    );
  });
});

describe('booleans', () => {
  it.each([
    [['true', 'False'], true],
    [['Yes', 'yes', 'n', 'NO'], true],
    [['on', 'off'], true],
    [['1', '0', 'true'], true],
    [['ja', 'nein'], true],
    [['yes'], false],
    [['yes', 'y'], false],
    [['yes', 'no', 'maybe'], false],
    [['male', 'female'], false],
    [[], false],
  ])('%j: %s', (words, expected) => {
    expect(areBooleans(words)).toBe(expected);
  });
});
