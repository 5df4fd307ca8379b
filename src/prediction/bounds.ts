import type { SignatureColumn } from '../domain/manifest.js';

/** Values of a column beyond which a model has seen nothing like them, both inclusive. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

const DAY_MS = 86_400_000;
const UNBOUNDED: Bounds = { low: -Infinity, high: Infinity };

/**
 * Of a number: the range of training, widened by its width at either end. Of a time: until the end of the last day of
 * training. The parts of a time, and categories, have none.
 */
export function boundsOf({ type, derived, min, max }: SignatureColumn): Bounds {
  if (derived || min === null || max === null || type === 'CATEGORICAL') return UNBOUNDED;
  if (type === 'TIME') return { low: -Infinity, high: (Math.floor(max / DAY_MS) + 1) * DAY_MS - 1 };
  const width = max - min;
  return { low: min - width, high: max + width };
}
