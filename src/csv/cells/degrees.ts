import { measured, type NumberShape } from './number-shape.js';

/** `41°24'12.2"N`, `N 41° 24.2'`, `41 24 12 N`. */
const DEGREES =
  /^(?<before>[NSEWO] ?)?(?<sign>[-\u2212])?(?<d>\d{1,3}) ?[°º] ?(?<m>\d{1,2}(?:[.,]\d{1,9})?) ?['\u2032\u2019] ?(?:(?<s>\d{1,2}(?:[.,]\d{1,9})?) ?(?:["\u2033\u201d]|''|\u2019\u2019) ?)?(?<behind>[NSEWO])?$/;

/** Reads degrees, minutes and seconds as degrees, in the south and west as negative ones; null for what is none. */
export function scanDegrees(text: string): NumberShape | null {
  const groups = DEGREES.exec(text)?.groups;
  if (!groups) return null;
  const { before, sign, d, m, s = '0', behind } = groups;
  if (before !== undefined && behind !== undefined) return null;
  const [minutes, seconds] = [m, s].map((part) => Number(part?.replace(',', '.')));
  if (!(Number(d) <= 180 && (minutes ?? 60) < 60 && (seconds ?? 60) < 60)) return null;
  const side = (before ?? behind ?? 'N').trim();
  const value = Number(d) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600;
  const negative = sign !== undefined || side === 'S' || side === 'W';
  return measured(negative ? -value : value, '°');
}
