/**
 * `2024-01-02`, `2024/01/02` or `02.01.2024`, each alone or followed (after a space or `T`) by `03:04`, `03:04:05` or
 * `03:04:05.678`, and that by nothing, `Z`, `UTC`, `+02`, `+0200` or `+02:00`.
 */
const DATE_TIME =
  /^(?:(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/i;

const MINUTE_MS = 60_000;

/**
 * Epoch milliseconds of a date or date-time; without a zone it is taken as UTC. NaN for anything else, so also for
 * `01/02/2024`, which is January in one country and February in another. Fractions beyond milliseconds are cut off.
 */
export function parseTime(text: string): number {
  const trimmed = text.trim();
  // The shortest is 8 characters, and each starts with a digit: most other text is turned away here.
  if (trimmed.length < 8 || trimmed.length > 40) return NaN;
  const match = DATE_TIME.exec(trimmed);
  if (match === null) return NaN;
  const year = Number(match[1] ?? match[7]);
  const month = Number(match[3] ?? match[6]);
  const day = Number(match[4] ?? match[5]);
  const hour = Number(match[8] ?? 0);
  const minute = Number(match[9] ?? 0);
  const second = Number(match[10] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const millisecond = Number((match[11] ?? '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return NaN;
  return date.setUTCHours(hour, minute, second, millisecond) - offsetMinutes(match[12]) * MINUTE_MS;
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || /^[zu]/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return zone.startsWith('-') ? -minutes : minutes;
}
