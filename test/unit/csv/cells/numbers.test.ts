import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanNumber } from '../../../../src/csv/cells/numbers.js';
import { numberReader } from '../../../../src/csv/cells/read-number.js';
import { PLAIN_NUMBERS, type NumberFormat } from '../../../../src/domain/column-format.js';
import { describeNumbers } from '../../../../src/domain/describe-format.js';

const point = numberReader(PLAIN_NUMBERS);
const comma = numberReader({ ...PLAIN_NUMBERS, decimal: ',' });
const in$ = numberReader({ ...PLAIN_NUMBERS, unit: '$' });

describe('a number', () => {
  it.each([
    ['1', 1],
    ['-2.5', -2.5],
    ['+3', 3],
    ['.5', 0.5],
    ['2.', 2],
    ['-1e-3', -0.001],
    ['1.2E+05', 120_000],
    ['6.02e23', 6.02e23],
    ['1,299.50', 1299.5],
    ['12,345', 12_345],
    ['1,234,567', 1_234_567],
    ['12,34,567', 1_234_567],
    ["1'234.5", 1234.5],
    ['1’234’567', 1_234_567],
    ['1 234.5', 1234.5],
    ['1\u00a0234,5', 1234.5],
    ['1\u202f234\u202f567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1.234,56', 1234.56],
    ['3,5', 3.5],
    ['0,567', 0.567],
    ['3.991', 3.991],
    ['(1,200)', -1200],
    ['1,200-', -1200],
    ['\u22125', -5],
    ['- 5', -5],
    ['٤٢', 42],
    ['１２．５', NaN],
    ['１２.５', 12.5],
  ])('%j is %d where the point is the decimal mark', (text, number) => {
    expect(point(text)).toBe(number);
  });

  it.each([
    ['1.234', 1234],
    ['3,991', 3.991],
    ['1.234.567,8', 1_234_567.8],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1234', 1234],
    ['1,234,567', 1_234_567],
  ])('%j is %d where the comma is', (text, number) => {
    expect(comma(text)).toBe(number);
  });

  it.each([
    ['$1,200', 1200],
    ['-$5.25', -5.25],
    ['$-5.25', -5.25],
    ['$ 7', 7],
    ['($73,091)', -73_091],
    ['12$', 12],
    ['7', 7],
  ])('%j is %d among dollars', (text, number) => {
    expect(in$(text)).toBe(number);
  });

  it('of another unit than the column is none', () => {
    expect(in$('€5')).toBeNaN();
    expect(point('5 %')).toBeNaN();
    expect(point('12 yrs')).toBeNaN();
    expect(numberReader({ ...PLAIN_NUMBERS, unit: '%' })('3.5%')).toBe(3.5);
    expect(numberReader({ ...PLAIN_NUMBERS, unit: 'months' })('1 month')).toBe(1);
  });

  it.each(
    [
      ['', ' ', '-', '.', ',', '1,2,3', '1.2.3', '1e999', '0x1f', '<0.01', '>100', '5-10', '3/4'],
      [
        '10:75',
        '1 23',
        '030 123',
        '12A',
        'A12',
        'NaN',
        'Infinity',
        '1--',
        '((5))',
        '-(5)',
        '$',
        '- -',
        '1 2 3',
        "1'23",
      ],
    ].flat(),
  )('%j is none', (text) => {
    expect(scanNumber(text)).toBeNull();
  });

  it.each([
    [{}, '1234.5'],
    [{ decimal: ',', grouping: '.', unit: '€' }, '1.234,5 €'],
    [{ grouping: ',', unit: '$', unitFirst: true }, '$1,234.5'],
    [{ unit: 'EUR', unitFirst: true }, 'EUR 1234.5'],
    [{ unit: '%' }, '1234.5%'],
    [{ unit: 'kg' }, '1234.5 kg'],
  ] as [Partial<NumberFormat>, string][])('written like %j is shown as %s', (format, text) => {
    expect(describeNumbers({ ...PLAIN_NUMBERS, ...format })).toBe(text);
  });

  const locales = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'pl-PL', 'sv-SE', 'pt-BR'];
  const amount = fc.integer({ min: -1e12, max: 1e12 }).map((cents) => cents / 100);

  it('written by a locale is read back in its format', () => {
    fc.assert(
      fc.property(fc.constantFrom(...locales), amount, (locale, number) => {
        const parts = new Intl.NumberFormat(locale).formatToParts(1234.5);
        const decimal = parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
        expect(numberReader({ ...PLAIN_NUMBERS, decimal })(text) === number).toBe(true);
      }),
    );
  });

  it('with a currency of a locale is read back', () => {
    const currencies = [
      ['en-US', 'USD', '$'],
      ['de-DE', 'EUR', '€'],
      ['en-GB', 'GBP', '£'],
      ['ja-JP', 'INR', '₹'],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...currencies), amount, ([locale, currency, unit], number) => {
        const text = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          minimumFractionDigits: 2,
        }).format(number);
        const decimal = locale === 'de-DE' ? ',' : '.';
        expect(numberReader({ ...PLAIN_NUMBERS, decimal, unit })(text)).toBeCloseTo(number, 9);
      }),
    );
  });

  it('in brackets, as accountants write it, is read back', () => {
    const format = new Intl.NumberFormat('en-US', {
      ...{ style: 'currency', currency: 'USD', currencySign: 'accounting' },
    } as const);
    const read = numberReader({ ...PLAIN_NUMBERS, unit: '$' });
    fc.assert(
      fc.property(amount, (number) => {
        expect(read(format.format(number))).toBeCloseTo(number, 9);
        expect(read(format.format(number).replace('($', '$ ('))).toBeCloseTo(number, 9);
      }),
    );
  });

  it('of thousands, millions or billions in short is read back as far as it is written', () => {
    const format = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 });
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (number) => {
        const read = numberReader(PLAIN_NUMBERS)(format.format(number));
        expect(Math.abs(read - number)).toBeLessThanOrEqual(Math.abs(number) * 0.001);
      }),
    );
  });

  it('of hours, minutes and seconds is read back as hours', () => {
    const two = (part: number) => String(part).padStart(2, '0');
    fc.assert(
      fc.property(fc.nat({ max: 999 }), fc.nat({ max: 59 }), fc.nat({ max: 59 }), (h, m, s) => {
        const hours = h + m / 60;
        const read = numberReader({ ...PLAIN_NUMBERS, unit: 'h' });
        expect(read(`${h}:${two(m)}:${two(s)}`)).toBeCloseTo(hours + s / 3600, 9);
        expect(read(`${two(h)}:${two(m)}`)).toBeCloseTo(hours, 9);
        expect(read(`${h}h ${m}min`)).toBeCloseTo(hours, 9);
      }),
    );
  });

  it('that a machine writes is read back to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(point(String(number)) === number).toBe(true);
      }),
    );
  });

  it('is never found in long texts, however they look', () => {
    for (const piece of ['1', '1,', '1 ', '(', '$', "1'", '1.', 'e1', ' 1 k']) {
      expect(scanNumber(piece.repeat(500_000))).toBeNull();
    }
  });
});
