import type { NumberFormat } from '../../domain/column-format.js';
import { scanNumber } from './numbers.js';
import { isCurrency, unitKey } from './units.js';

/** The number a text means in its column; NaN where it means none. @param text as `cellValue` gives it */
export type NumberReader = (text: string) => number;

/**
 * Reads the numbers of a column. What only one reading of its marks makes a number is that number, whichever mark is
 * the column's: `1.5` stays one and a half among `2,5` and `3,75`. A number without a unit is in that of its column.
 */
export function numberReader({ decimal, unit }: NumberFormat): NumberReader {
  const key = unit === null ? null : unitKey(unit);
  const known = (written: string) => unitKey(written) === key;
  return (text) => {
    const shape = scanNumber(text);
    if (shape === null) return NaN;
    if (shape.unit !== null && !known(shape.unit)) return NaN;
    return decimal === ',' ? shape.comma : shape.point;
  };
}

/** The text of a number in its column's format, such as `1.234,5 €`: what a form shows and a person would write. */
export function describeNumbers(format: NumberFormat): string {
  const { decimal, grouping, unit, unitFirst } = format;
  const number = grouping === null ? `1234${decimal}5` : `1${grouping}234${decimal}5`;
  if (unit === null) return number;
  if (unitFirst) return /^[A-Za-z]{2}/.test(unit) ? `${unit} ${number}` : `${unit}${number}`;
  return isCurrency(unit) || /^\p{L}/u.test(unit) ? `${number} ${unit}` : `${number}${unit}`;
}
