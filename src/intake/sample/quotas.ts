/** So that a rare class can be in training and in validation. */
const LEAST_OF_CLASS = 2;

/**
 * How many rows to draw from each class, in proportion to their numbers: `total` in all (or all rows, where there are
 * fewer), and at least two of each class that has them. Where that many classes leave no room for two of each, at least
 * one; where not even for one, in proportion alone. Fractions go to the largest remainders (Hamilton's method).
 */
export function quotas(counts: readonly number[], total: number): number[] {
  if (sum(counts) <= total) return [...counts];
  const floors = floorsFor(counts, total);
  const quota = [...floors];
  // A class whose share is below its floor gets the floor; the others share what is left, until all fit.
  let open = counts.map((count, index) => ({ index, count, floor: floors[index] ?? 0 }));
  let left = total;
  let ratio = 0;
  for (;;) {
    const share = left / sum(open.map((one) => one.count));
    const short = open.filter((one) => one.count * share < one.floor);
    ratio = share;
    if (short.length === 0) break;
    left -= sum(short.map((one) => one.floor));
    open = open.filter((one) => one.count * share >= one.floor);
  }
  const parts = open.map(({ index, count }) => ({
    index,
    whole: Math.floor(count * ratio),
    exact: count * ratio,
  }));
  left -= sum(parts.map((part) => part.whole));
  parts.sort((a, b) => b.exact - b.whole - (a.exact - a.whole) || a.index - b.index);
  parts.forEach((part, place) => (quota[part.index] = part.whole + (place < left ? 1 : 0)));
  return quota;
}

function floorsFor(counts: readonly number[], total: number): number[] {
  for (let least = LEAST_OF_CLASS; least > 0; least--) {
    const floors = counts.map((count) => Math.min(least, count));
    if (sum(floors) <= total) return floors;
  }
  return counts.map(() => 0);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
