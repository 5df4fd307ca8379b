import { trimCell } from '../../csv/cells/clean.js';
import { dayOrderOf, compilePattern } from '../../csv/cells/time-pattern.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import { echo } from '../../domain/echo.js';
import type { Finding, FindingCode } from '../../domain/finding.js';
import type { ColumnOptions } from '../../domain/training-options.js';
import { BadUserInputError } from '../../domain/errors.js';
import { columnFindings } from '../profile/column-findings.js';
import { ColumnTally } from '../profile/column-tally.js';
import { decideColumn } from '../profile/decide-column.js';
import { describeColumn } from '../profile/describe-column.js';
import { hintsOfProfiles } from '../profile/table-hints.js';
import { limitsFor } from '../profile/column-tallies.js';
import { SampleSlots } from '../profile/sample-slots.js';
import type { TableProfile } from '../profile/table-profiler.js';
import { readAllRows } from './read-rows.js';

/** A table that was read to its end. */
export interface SpooledTable extends TableProfile {
  readonly file: string;
}

/**
 * The table with single columns read as their owner says; the file is read once more for them.
 * @throws {BadUserInputError} for a column that is not there, a pattern that means nothing, or a type that none of the
 * cells has
 */
export async function overrule(
  table: SpooledTable,
  wishes: readonly ColumnOptions[],
  signal?: AbortSignal,
): Promise<SpooledTable> {
  if (wishes.length === 0) return table;
  const names = table.columns.map(({ name }) => name);
  const limits = limitsFor(wishes.length);
  const slots = new SampleSlots(limits.sampleRows);
  const overruled = wishes.map((wish) => {
    const place = names.indexOf(trimCell(wish.name));
    if (place < 0) throw refuse(wish, 'there is no such column');
    const given = wish.timeFormat === null ? null : compilePattern(wish.timeFormat);
    return { wish, place, tally: new ColumnTally(limits, given) };
  });
  let row = 0;
  for await (const batch of readAllRows(table.file, signal)) {
    for (const record of batch) {
      const slot = slots.next();
      for (const { place, tally } of overruled) {
        const cell = record[place] ?? '';
        tally.add(cell, row);
        if (slot >= 0) tally.keep(cell, slot);
      }
      row++;
    }
  }
  const hints = hintsOfProfiles(table.columns);
  const columns = [...table.columns];
  let { findings } = table;
  for (const { wish, place, tally } of overruled) {
    const name = names[place] ?? '';
    const decision = decideColumn(tally, name, hints, {
      type: wish.type ?? (wish.timeFormat === null ? null : 'TIME'),
      time:
        wish.timeFormat === null ? null : { pattern: wish.timeFormat, order: dayOrderOf(wish.timeFormat) },
      mergeVariants: wish.mergeVariants,
    });
    const profile = describeColumn(name, tally, decision);
    requireValues(wish, profile);
    columns[place] = profile;
    findings = [...without(findings, name), ...columnFindings(name, tally, decision)];
  }
  return { file: table.file, columns, findings };
}

const without = (findings: readonly Finding[], name: string): Finding[] =>
  findings.filter(({ column, code }) => column !== name || OF_THE_TABLE.has(code));

/** Of the header, whatever the cells are. */
const OF_THE_TABLE: ReadonlySet<FindingCode> = new Set<FindingCode>(['DUPLICATE_NAMES', 'UNNAMED_INDEX']);

function requireValues(wish: ColumnOptions, { type, distinct, missing, odd }: ColumnProfile): void {
  if (distinct > 0 || odd === 0 || (type !== 'NUMERIC' && type !== 'TIME')) return;
  const kind = type === 'NUMERIC' ? 'a number' : 'a date or time';
  const written = wish.timeFormat === null ? '' : ` that is written like ${wish.timeFormat}`;
  throw refuse(wish, `none of its ${missing} cells holds ${kind}${written}`);
}

const refuse = ({ name }: ColumnOptions, why: string): BadUserInputError =>
  new BadUserInputError(`options.columns: ${echo(name)} cannot be read so: ${why}.`, {
    field: 'options.columns',
    column: name,
  });
