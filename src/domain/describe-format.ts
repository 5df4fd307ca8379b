import type { ColumnFormat, LabelFormat, NumberFormat, TimeFormat, TimeNumbers } from './column-format.js';

/** How the cells of a column are written, in words for people: `1.234,5 €`, `dd/MM/yyyy`, `yes / no`; null: as text. */
export function describeFormat(format: ColumnFormat): string | null {
  switch (format.kind) {
    case 'number':
      return describeNumbers(format);
    case 'time':
      return describeTimes(format);
    case 'label':
      return describeLabels(format);
  }
}

const TIME_NUMBERS: Readonly<Record<TimeNumbers, string>> = {
  EXCEL: 'days of a spreadsheet',
  UNIX_SECONDS: 'seconds since 1970',
  UNIX_MILLISECONDS: 'milliseconds since 1970',
  DIGITS: 'yyyyMMdd',
};

/** Formats of older versions have no pattern for times in digits. */
const describeTimes = ({ numbers, pattern }: TimeFormat): string =>
  numbers === null || (numbers === 'DIGITS' && pattern !== numbers) ? pattern : TIME_NUMBERS[numbers];

/** A number of the format, with decimals and, where it has them, thousands. */
export function describeNumbers({ decimal, grouping, unit, unitFirst }: NumberFormat): string {
  const number = grouping === null ? `1234${decimal}5` : `1${grouping}234${decimal}5`;
  if (unit === null) return number;
  if (unitFirst) return /^[A-Za-z]{2}/.test(unit) ? `${unit} ${number}` : `${unit}${number}`;
  return /^[%‰°′″'"]/.test(unit) ? `${number}${unit}` : `${number} ${unit}`;
}

function describeLabels({ words, levels, blank }: LabelFormat): string | null {
  if (words === 'BOOLEAN') return levels.join(' / ');
  if (words === 'CODE') return 'code';
  return blank === null ? null : 'a label or nothing';
}
