import type { SignatureColumn } from '../domain/manifest.js';
import type { ValueRange } from '../domain/value-range.js';

/** Values of a column beyond which a model has seen nothing like them, both inclusive. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

const DAY_MS = 86_400_000;
const UNBOUNDED: Bounds = { low: -Infinity, high: Infinity };

/** Of all rows of the table that was trained on, as far as it is known; null for what has no range. */
export function trainedRange({ type, derived, min, max, range }: SignatureColumn): ValueRange | null {
  if (derived || min === null || max === null || type === 'CATEGORICAL') return null;
  return range ? { min: Math.min(min, range.min), max: Math.max(max, range.max) } : { min, max };
}

/**
 * Of a number: the range of training, widened by its width at either end. Of a time: until the end of the last day of
 * training. The parts of a time, and categories, have none.
 */
export function boundsOf(column: SignatureColumn): Bounds {
  const range = trainedRange(column);
  if (range === null) return UNBOUNDED;
  const { min, max } = range;
  if (column.type === 'TIME') return { low: -Infinity, high: (Math.floor(max / DAY_MS) + 1) * DAY_MS - 1 };
  const width = max - min;
  return { low: min - width, high: max + width };
}
