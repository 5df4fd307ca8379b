import type { NumberFormat } from '../../domain/column-format.js';
import { scanNumber } from './numbers.js';
import { unitKey } from './units.js';

/** The number a text means in its column; NaN where it means none. @param text as `cellValue` gives it */
export type NumberReader = (text: string) => number;

/**
 * Reads the numbers of a column. What only one reading of its marks makes a number is that number, whichever mark is
 * the column's: `1.5` stays one and a half among `2,5` and `3,75`. A number without a unit is in that of its column.
 * @param commaSeparated whether a comma separates the cells of the file; tells of `1,234` and `1.234`, where the
 * column has no thousands separator, whether that mark is one in the file or its decimal mark. Default: it is one.
 */
export function numberReader(
  { decimal, grouping, unit }: NumberFormat,
  commaSeparated?: boolean,
): NumberReader {
  const key = unit === null ? null : unitKey(unit);
  const known = (written: string) => unitKey(written) === key;
  return (text) => {
    const shape = scanNumber(text);
    if (shape === null) return NaN;
    if (shape.unit !== null && !known(shape.unit)) return NaN;
    if (shape.evidence !== 'either') return shape.point;
    const mark = text.includes(',') ? ',' : '.';
    const isThousands = mark !== decimal && (grouping === mark || commaSeparated !== (mark === '.'));
    return isThousands === (mark === ',') ? shape.point : shape.comma;
  };
}
