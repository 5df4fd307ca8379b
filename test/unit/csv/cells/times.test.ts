import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeReader } from '../../../../src/csv/cells/read-time.js';
import { calendarTime, patternOf, scanTime, type DayOrder } from '../../../../src/csv/cells/time-shape.js';
import { PLAIN_TIMES, type TimeFormat } from '../../../../src/domain/column-format.js';

const read = (text: string, format: Partial<TimeFormat> = {}): string | null => {
  const time = timeReader({ ...PLAIN_TIMES, ...format })(text);
  return time && new Date(time.instant).toISOString();
};
const written = (text: string, order: DayOrder) => patternOf(scanTime(text)?.pattern ?? '', order);

describe('a time', () => {
  it.each([
    ['2024-01-02', '2024-01-02T00:00:00.000Z', 'yyyy-MM-dd'],
    ['2024/1/2', '2024-01-02T00:00:00.000Z', 'yyyy/MM/dd'],
    ['2024-03', '2024-03-01T00:00:00.000Z', 'yyyy-MM'],
    ['2024-01-02 03:04', '2024-01-02T03:04:00.000Z', 'yyyy-MM-dd HH:mm'],
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05.000Z', 'yyyy-MM-ddTHH:mm:ssXXX'],
    ['2024-01-02 03:04:05.678', '2024-01-02T03:04:05.678Z', 'yyyy-MM-dd HH:mm:ss.SSS'],
    ['2024-01-02 03:04:05.678999123', '2024-01-02T03:04:05.678Z', 'yyyy-MM-dd HH:mm:ss.SSSSSSSSS'],
    ['2024-01-02 03:04:05 UTC', '2024-01-02T03:04:05.000Z', 'yyyy-MM-dd HH:mm:ss z'],
    ['2024-01-02T03:04:05+02:00', '2024-01-02T01:04:05.000Z', 'yyyy-MM-ddTHH:mm:ssXXX'],
    ['2024-01-02T03:04:05.5-0530', '2024-01-02T08:34:05.500Z', 'yyyy-MM-ddTHH:mm:ss.SXX'],
    ['2024-01-02 03:04+02', '2024-01-02T01:04:00.000Z', 'yyyy-MM-dd HH:mmXX'],
    ['2024-01-02T03:04:05+02:00[Europe/Paris]', '2024-01-02T01:04:05.000Z', 'yyyy-MM-ddTHH:mm:ssXXX'],
    ['20240102T030405Z', '2024-01-02T03:04:05.000Z', 'yyyyMMddTHHmmssXXX'],
    ['31.01.2024 14.30', '2024-01-31T14:30:00.000Z', 'dd.MM.yyyy HH.mm'],
    ['31.01.2024 14:30 Uhr', '2024-01-31T14:30:00.000Z', 'dd.MM.yyyy HH:mm'],
    ['31/01/2024 14h30', '2024-01-31T14:30:00.000Z', "dd/MM/yyyy HH'h'mm"],
    ['01-JAN-24 10.15.30.000000 PM', '2024-01-01T22:15:30.000Z', 'dd-MMM-yy hh.mm.ss.SSSSSS a'],
    ['[10/Oct/2000:13:55:36 -0700]', '2000-10-10T20:55:36.000Z', 'dd/MMM/yyyy:HH:mm:ss XX'],
    ['15. März 2024', '2024-03-15T00:00:00.000Z', 'dd. MMMM yyyy'],
    ['Mi, 3. Jan 2024', '2024-01-03T00:00:00.000Z', 'EEE, d. MMM yyyy'],
    ['1er août 2024', '2024-08-01T00:00:00.000Z', 'd MMMM yyyy'],
    ['15 févr. 2024', '2024-02-15T00:00:00.000Z', 'dd MMMM yyyy'],
    ['15 de enero de 2024', '2024-01-15T00:00:00.000Z', 'dd de MMMM de yyyy'],
    ['15 set 2024', '2024-09-15T00:00:00.000Z', 'dd MMM yyyy'],
    ['set 2024', null, ''],
    ['mar. 15/01/2024', '2024-01-15T00:00:00.000Z', 'EEE dd/MM/yyyy'],
    ['2024年1月31日', '2024-01-31T00:00:00.000Z', 'yyyy年M月d日'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', 'yyyy-MM-dd'],
    ['0099-01-01', '0099-01-01T00:00:00.000Z', 'yyyy-MM-dd'],
    ['Mon, 15 Apr 2024 10:00:00 +0200', '2024-04-15T08:00:00.000Z', 'EEE, dd MMM yyyy HH:mm:ss XX'],
    ['Sun, 24 Mar 2024 20:00:00 GMT', '2024-03-24T20:00:00.000Z', 'EEE, dd MMM yyyy HH:mm:ss z'],
    ['Mon Apr 15 10:00:00 CEST 2024', '2024-04-15T08:00:00.000Z', 'EEE MMM d HH:mm:ss z yyyy'],
    ['15 June 2023', '2023-06-15T00:00:00.000Z', 'dd MMMM yyyy'],
    ['15-Jun-23', '2023-06-15T00:00:00.000Z', 'dd-MMM-yy'],
    ['15JUN2023', '2023-06-15T00:00:00.000Z', 'ddMMMyyyy'],
    ['June 5, 2023', '2023-06-05T00:00:00.000Z', 'MMMM d, yyyy'],
    ['Jun 5th 2023 at 7:05 pm', '2023-06-05T19:05:00.000Z', 'MMM d, yyyy at h:mm a'],
    ['Jun 2023', '2023-06-01T00:00:00.000Z', 'MMM yyyy'],
    ['2023-Jun-05', '2023-06-05T00:00:00.000Z', 'yyyy-MMM-dd'],
  ])('%j is %s, written %s', (text, expected, pattern) => {
    expect(read(text)).toBe(expected);
    expect(written(text, 'dmy')).toBe(pattern);
  });

  it.each([
    ['05/03/2022', '2022-03-05T00:00:00.000Z', '2022-05-03T00:00:00.000Z', 'MM/dd/yyyy'],
    ['5/3/22', '2022-03-05T00:00:00.000Z', '2022-05-03T00:00:00.000Z', 'M/d/yy'],
    ['05-03-69', '1969-03-05T00:00:00.000Z', '1969-05-03T00:00:00.000Z', 'MM-dd-yy'],
    ['02.01.2024', '2024-01-02T00:00:00.000Z', '2024-02-01T00:00:00.000Z', 'MM.dd.yyyy'],
    ['4/3/2023 07:34 PM', '2023-03-04T19:34:00.000Z', '2023-04-03T19:34:00.000Z', 'M/d/yyyy hh:mm a'],
    ['4/3/2023, 12:00:01 AM', '2023-03-04T00:00:01.000Z', '2023-04-03T00:00:01.000Z', 'M/d/yyyy, hh:mm:ss a'],
    ['15/06/2023', '2023-06-15T00:00:00.000Z', null, 'MM/dd/yyyy'],
    ['6/15/2023', null, '2023-06-15T00:00:00.000Z', 'M/dd/yyyy'],
  ])('%j is %s with the day first, %s with the month first', (text, dmy, mdy, pattern) => {
    expect(read(text, { order: 'dmy' })).toBe(dmy);
    expect(read(text, { order: 'mdy' })).toBe(mdy);
    expect(written(text, 'mdy')).toBe(pattern);
  });

  it.each(
    [
      [
        '',
        '2024',
        '20240102',
        '2024.5',
        '2024-13-01',
        '2023-02-29',
        '2024-04-31',
        '31/02/2024',
        '13/13/2024',
      ],
      [
        '2024-01-02 24:00',
        '2024-01-02 03:60',
        '2024-01-02 03:04:60',
        '2024-01-02x',
        '2024-01/02',
        '12:30:00',
      ],
      [
        '1204-11x',
        '5/3',
        '1/2/3',
        'Juno 5, 2023',
        '13:00 PM',
        '2024-01-02 13:00 PM',
        '15 Foo 2023',
        'A4 2023',
      ],
    ].flat(),
  )('%j is none', (text) => {
    expect(read(text)).toBeNull();
  });

  const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2068-12-31'), noInvalidDate: true });

  it('is read back from what Date writes, to the millisecond', () => {
    const years = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), (date) => {
        expect(read(date.toISOString())).toBe(date.toISOString());
      }),
    );
    fc.assert(
      fc.property(dates, (date) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(read(date.toUTCString())).toBe(new Date(seconds).toISOString());
      }),
    );
  });

  it('is read back from what locales write, by their order of day and month', () => {
    const styles = [
      ['en-US', 'mdy', { dateStyle: 'short', timeStyle: 'medium' }],
      ['en-US', 'mdy', { dateStyle: 'medium', timeStyle: 'short' }],
      ['en-US', 'mdy', { dateStyle: 'full' }],
      ['en-GB', 'dmy', { dateStyle: 'short', timeStyle: 'medium' }],
      ['en-GB', 'dmy', { dateStyle: 'long' }],
      ['de-DE', 'dmy', { dateStyle: 'medium', timeStyle: 'short' }],
      ['de-DE', 'dmy', { dateStyle: 'short' }],
      ['sv-SE', 'dmy', { dateStyle: 'short', timeStyle: 'medium' }],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...styles), dates, ([locale, order, style], date) => {
        const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
        const text = format.format(date);
        const back = read(text, { order });
        expect(back).not.toBeNull();
        expect(format.format(new Date(back ?? NaN))).toBe(text);
        expect(back?.slice(0, 10)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  it('is the Monday of a week, which begins the days of that week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2068 }), fc.integer({ min: 1, max: 52 }), (year, week) => {
        const monday = new Date(read(`${year}-W${String(week).padStart(2, '0')}`) ?? NaN);
        expect(monday.getUTCDay()).toBe(1);
        // Its Thursday lies in the year, and is the week's in the count of days from the first one on.
        const thursday = new Date(monday.getTime() + 3 * 86_400_000);
        expect(thursday.getUTCFullYear()).toBe(year);
        const day = (thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000;
        expect(Math.floor(day / 7) + 1).toBe(week);
      }),
    );
  });

  it('has its own clock beside the instant that its zone makes of it', () => {
    const shape = scanTime('2024-04-15 10:00:00+02:00');
    const time = shape && calendarTime(shape, 'dmy');
    expect(time && new Date(time.local).getUTCHours()).toBe(10);
    expect(time && new Date(time.instant).getUTCHours()).toBe(8);
  });

  it.each([
    ['EXCEL', '45292', '2024-01-01T00:00:00.000Z'],
    ['EXCEL', '45292.75', '2024-01-01T18:00:00.000Z'],
    ['UNIX_SECONDS', '1704067200', '2024-01-01T00:00:00.000Z'],
    ['UNIX_MILLISECONDS', '1704067200000', '2024-01-01T00:00:00.000Z'],
    ['DIGITS', '20240101', '2024-01-01T00:00:00.000Z'],
  ] as const)('of numbers that are %s: %s is %s', (numbers, text, expected) => {
    expect(read(text, { numbers })).toBe(expected);
    expect(read(text)).toBeNull();
  });

  it('takes no time for long texts, however they look', () => {
    for (const piece of ['1', '2024-', 'Jan ', '1/', ':00', ' 12', 'Mon, ']) {
      expect(scanTime(piece.repeat(300_000))).toBeNull();
    }
  });
});

describe("an owner's pattern", () => {
  const given = (pattern: string, text: string, order: DayOrder = 'dmy') =>
    read(text, { given: true, pattern, order });

  it.each([
    ['dd/MM/yyyy', '05/03/2022', '2022-03-05T00:00:00.000Z'],
    ['MM/dd/yyyy', '05/03/2022', '2022-05-03T00:00:00.000Z'],
    ['yyyyMMdd', '20220305', '2022-03-05T00:00:00.000Z'],
    ['ddMMyy HHmm', '050322 1930', '2022-03-05T19:30:00.000Z'],
    ["yyyy.MM.dd HH'h'mm", '2022.03.05 19h30', '2022-03-05T19:30:00.000Z'],
    ['d MMMM yyyy', '5 March 2022', '2022-03-05T00:00:00.000Z'],
    ['EEE dd-MMM-yyyy hh:mm a', 'Sat 05-Mar-2022 07:30 PM', '2022-03-05T19:30:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSX", '2022-03-05T19:30:00.250+01', '2022-03-05T18:30:00.250Z'],
    ['%d/%m/%Y %H:%M', '05/03/2022 19:30', '2022-03-05T19:30:00.000Z'],
    ['yyyy', '2022', '2022-01-01T00:00:00.000Z'],
  ])('%s reads %j', (pattern, text, expected) => {
    expect(given(pattern, text)).toBe(expected);
  });

  it('leaves to the usual reading what is not written so', () => {
    expect(given('dd/MM/yyyy', '2022-03-05')).toBe('2022-03-05T00:00:00.000Z');
    expect(given('MM/dd/yyyy', '5/3/2022 10:00', 'mdy')).toBe('2022-05-03T10:00:00.000Z');
    expect(given('dd/MM/yyyy', 'soon')).toBeNull();
  });

  it.each(['', 'dd/MM', 'dd/MM/yyyy dd', 'day/month', 'x'.repeat(100)])(
    '%j is refused with the letters there are',
    (pattern) => {
      expect(() => given(pattern, '05/03/2022')).toThrow(/^timeFormat: .*dd\/MM\/yyyy HH:mm:ss/);
    },
  );
});
