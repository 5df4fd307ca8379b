import { measured, type NumberShape } from './number-shape.js';

const FEET =
  /^(\d{1,3}) ?(?:['\u2032\u2019]|ft\.?|feet|foot) ?-?(\d{1,2}(?:\.\d{1,4})?) ?(?:["\u2033\u201d]|''|\u2019\u2019|in\.?|inches|inch)?$/i;

/** Reads feet and inches, `5'11"` and `5 ft 11 in`, as feet; null for what is none. */
export function scanFeet(text: string): NumberShape | null {
  const [, feet, inches] = FEET.exec(text) ?? [];
  if (feet === undefined || inches === undefined || Number(inches) >= 12) return null;
  return measured(Number(feet) + Number(inches) / 12, 'ft');
}
