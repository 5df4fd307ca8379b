const DAY_MS = 86_400_000;

/**
 * A time of a table's cell as it stands in the file: a cell without a zone is read as UTC, so UTC shows it again,
 * wherever the reader is. `2024-05-31`, `2024-05-31 18:30`, `2024-05-31 18:30:05`.
 * @param ms milliseconds since 1970-01-01 UTC
 */
export function formatCellTime(ms: number): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return '–';
  const [day = '', time = ''] = date.toISOString().split('T');
  if (ms % DAY_MS === 0) return day;
  return `${day} ${ms % 60_000 === 0 ? time.slice(0, 5) : time.slice(0, 8)}`;
}

/** The ends of a range of times; the time of day is left out where the range is longer than a week. */
export function formatCellRange(min: number, max: number): readonly [string, string] {
  const isLong = max - min > 7 * DAY_MS;
  const show = (ms: number) => formatCellTime(isLong ? Math.floor(ms / DAY_MS) * DAY_MS : ms);
  return [show(min), show(max)];
}
