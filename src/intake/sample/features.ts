import type { ColumnProfile } from '../../domain/column-profile.js';
import { echoAll } from '../../domain/echo.js';
import type { Finding } from '../../domain/finding.js';
import type { DerivedPart } from '../../domain/time-part.js';
import { BadUserInputError } from '../../domain/errors.js';
import { ignoredNames, type SampleRequest } from './sample-request.js';

/** Columns to learn from, and those that are left out because they hold text. */
export interface Features {
  readonly features: readonly ColumnProfile[];
  readonly textColumns: readonly string[];
}

/**
 * Columns to learn from: neither the target, nor left out on request, nor text, nor the same in every row, nor an index
 * without a name.
 * @throws {BadUserInputError} where there is none
 */
export function chooseFeatures(
  columns: readonly ColumnProfile[],
  findings: readonly Finding[],
  target: string,
  request: SampleRequest,
  leftOut: ReadonlySet<string> = new Set(),
): Features {
  const indexes = findings.flatMap(({ code, column }) =>
    code === 'UNNAMED_INDEX' && column ? [column] : [],
  );
  const ignored = new Set([...ignoredNames(request), ...indexes]);
  // Neither is a weight, nor what groups the rows: that of a new row is another.
  if (request.weightColumn != null) ignored.add(request.weightColumn);
  if (request.validation?.kind === 'GROUPED') ignored.add(request.validation.column ?? '');
  const candidates = columns.filter((column) => column.name !== target && !ignored.has(column.name));
  const isText = ({ type }: ColumnProfile) => type === 'TEXT';
  const textColumns = candidates.filter(isText).map((column) => column.name);
  const usable = candidates.filter((column) => !isText(column) && varies(column));
  const chosen = usable.filter((column) => !leftOut.has(column.name));
  // A key or a copy of the target is better than nothing, and the finding says what it is.
  const features = chosen.length > 0 ? chosen : usable;
  if (features.length > 0) return { features, textColumns };
  const constant = candidates.filter((column) => !isText(column)).map((column) => column.name);
  const reasons = [
    textColumns.length > 0 ? ` Text is not learned from: ${echoAll(textColumns)}.` : '',
    constant.length > 0 ? ` The same in every row, or empty: ${echoAll(constant)}.` : '',
  ];
  throw new BadUserInputError(`No column is left to learn from except the target.${reasons.join('')}`);
}

/** A value beside missing ones says something: whether it is there. */
const varies = ({ distinct, missing }: ColumnProfile): boolean =>
  distinct > 1 || (distinct === 1 && missing > 0);

/** A column of the sample: one of the table, or a part of the times in one. */
export interface WrittenColumn {
  readonly profile: ColumnProfile;
  readonly name: string;
  readonly derived?: DerivedPart;
}

/** The columns with the parts of their times behind them, as `visit_date.weekday`; the target has none. */
export function withTimeParts(
  columns: readonly ColumnProfile[],
  target: string,
  taken: readonly string[],
): WrittenColumn[] {
  const names = new Set(taken);
  return columns.flatMap((profile): WrittenColumn[] => {
    const { name, type, timeParts = [] } = profile;
    const parts = type === 'TIME' && name !== target ? timeParts : [];
    return [
      { profile, name },
      ...parts.map((part) => ({
        profile,
        name: freeName(`${name}.${part}`, names),
        derived: { from: name, part },
      })),
    ];
  });
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}
