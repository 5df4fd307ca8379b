import { readAllXml } from '../xml.js';

/** How a number is shown: as it is, as a date, as a date with a time, or as digits with zeros before them. */
export type CellKind = 'number' | 'date' | 'datetime' | { readonly digits: number };

/** Formats that have no code in the file. Source: ECMA-376, part 1, 18.8.30. */
function builtIn(id: number): CellKind {
  if (id === 22) return 'datetime';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

/**
 * What a format code makes of a number. A clock time or a duration without a date stays a number, of days.
 * @param code such as `dd/mm/yyyy hh:mm`, `0.00`, `00000`
 */
function numberFormat(code: string): CellKind {
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return 'number';
  // The first section is that of positive numbers; texts, colours and locales in it are no placeholders.
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[[^\]]*\]/g, '')
    .split(';', 1)[0]
    ?.toLowerCase()
    .replace(/general|e[+-]/g, '');
  if (plain === undefined) return 'number';
  if (/^0{2,}$/.test(plain)) return { digits: plain.length };
  if (/[#0?]/.test(plain.replace(/s\.0+/g, 's'))) return 'number';
  const hasClock = /[hs]/.test(plain);
  const hasDate = /[yd]/.test(plain) || (/m/.test(plain) && !hasClock);
  if (!hasDate) return 'number';
  return hasClock ? 'datetime' : 'date';
}

/** The format of each cell style, by its index. */
export async function readCellFormats(styles: AsyncIterable<Buffer>): Promise<CellKind[]> {
  const codes = new Map<number, string>();
  const formats: CellKind[] = [];
  let inCells = false;
  await readAllXml(styles, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const code = codes.get(Number(numFmtId));
        formats.push(code === undefined ? builtIn(Number(numFmtId)) : numberFormat(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

const DAY_MS = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Day 60 of 1900 is 29 February, which never was. */
const FALSE_LEAP_DAY = 60;
const LAST_DAY = 2_958_466;

/** A number of days as ISO 8601, without a zone; null where no calendar has that day. */
export function dateOf(days: number, format: 'date' | 'datetime', date1904: boolean): string | null {
  if (!(days >= 0) || days >= LAST_DAY || (!date1904 && Math.floor(days) === FALSE_LEAP_DAY)) return null;
  const early = !date1904 && days < FALSE_LEAP_DAY ? 1 : 0;
  const time = (date1904 ? EPOCH_1904 : EPOCH_1900) + Math.round((days + early) * DAY_MS);
  const text = new Date(time).toISOString();
  if (format === 'date' && Number.isInteger(days)) return text.slice(0, 10);
  return text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23);
}
