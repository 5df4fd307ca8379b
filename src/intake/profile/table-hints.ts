import type { ColumnProfile } from '../../domain/column-profile.js';
import type { ColumnTally } from './column-tally.js';
import type { TableHints } from './decide-numbers.js';

/** What the columns of a table that are beyond doubt say about the others. */
export function hintsOf(tallies: readonly ColumnTally[], commaSeparated: boolean): TableHints {
  let [commas, points] = [0, 0];
  let [dmy, mdy] = [0, 0];
  for (const { numbers, times } of tallies) {
    let [comma, point] = [0, 0];
    for (const { evidence } of numbers.values()) {
      comma += evidence.comma;
      point += evidence.point;
    }
    if (comma > point) commas++;
    else if (point > comma) points++;
    if (times.only.dmy.rows > times.only.mdy.rows) dmy++;
    else if (times.only.mdy.rows > times.only.dmy.rows) mdy++;
  }
  return {
    decimalComma: commas === points ? null : commas > points,
    commaSeparated,
    dayOrder: dmy === mdy ? null : dmy > mdy ? 'dmy' : 'mdy',
  };
}

/** The same, from columns that were decided on before; what separated their cells is not known any more. */
export function hintsOfProfiles(columns: readonly ColumnProfile[]): TableHints {
  const decimalComma =
    columns.some(({ format }) => format?.kind === 'number' && format.decimal === ',') || null;
  const times = columns.flatMap(({ format }) =>
    format?.kind === 'time' && /^[dM]/.test(format.pattern) ? [format.order] : [],
  );
  return { decimalComma, commaSeparated: decimalComma === null, dayOrder: times[0] ?? null };
}
