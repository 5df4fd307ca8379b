import { cellReader, formatOf, ODD, type ReadColumn } from './cell-reader.js';
import { formatNumber } from './format-number.js';
import { labelReader } from './read-label.js';
import { WEEKDAYS } from './time-parts.js';

/** Turns a cell of the upload into the text the engine gets; empty where the value is missing or odd. */
export type CellWriter = (text: string) => string;

/** By the format that was decided from all rows. */
export function cellWriter(column: ReadColumn): CellWriter {
  const format = formatOf(column);
  if (format.kind === 'label') {
    const read = labelReader(format);
    return (text) => read(text) ?? '';
  }
  const isWeekday = column.derived?.part === 'weekday';
  const read = cellReader(isWeekday ? { ...column, levels: WEEKDAYS } : column);
  return (text) => {
    const value = read(text);
    if (Number.isNaN(value) || value === ODD) return '';
    return isWeekday ? (WEEKDAYS[value] ?? '') : formatNumber(value);
  };
}
