const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
/** `1985` may be a year. */
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: 'min2' });
const percent = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const scientific = new Intl.NumberFormat('en', { notation: 'scientific', maximumSignificantDigits: 3 });

/** A count, with thousands marked: 12,345. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** Four significant digits; very large and very small numbers in powers of ten. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size >= 1e9 || size < 1e-4)) return scientific.format(value).replace('E', 'e');
  // Four digits of 123456 would hide that it is not 123500.
  return size >= 10_000 ? whole.format(value) : short.format(value);
}

/** A share from 0 to 1 as a percentage with one digit, `80.0%`; only exactly 0 and 1 have none, and look so. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${100 * share}%`;
  if (share > 0 && share < 0.001) return '<0.1%';
  if (share < 1 && share > 0.999) return '>99.9%';
  return percent.format(share);
}

const SIZES = ['bytes', 'kB', 'MB', 'GB', 'TB'];

export function formatBytes(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < SIZES.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? whole.format(size) : size.toPrecision(3)} ${SIZES[unit] ?? ''}`;
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `2nd`, `11th`. */
export function ordinal(place: number): string {
  return `${formatCount(place)}${SUFFIXES[ordinals.select(place)] ?? 'th'}`;
}

/** `1 row`, `12 rows`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
