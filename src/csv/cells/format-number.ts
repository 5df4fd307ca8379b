/** The shortest text that reads back as the same number. */
export function formatNumber(value: number): string {
  return String(value === 0 ? 0 : value);
}
