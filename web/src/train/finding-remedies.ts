import type { Remedy } from '../findings/finding-list.js';
import type { FindingRow } from '../findings/fragment.js';
import type { DatasetColumn } from '../gql/graphql.js';
import { choiceOf, withChoice } from './settings/column-choices.js';
import type { ColumnChoice, Settings, Validation } from './settings/settings.js';

interface Context {
  readonly settings: Settings;
  readonly columns: readonly Pick<DatasetColumn, 'name' | 'format'>[];
  readonly change: (changes: Partial<Settings>) => void;
}

/** The settings that a finding asks for, each a click away. */
export function remediesOf({ code, column }: FindingRow, context: Context): readonly Remedy[] {
  if (column == null) return [];
  if (code === 'TIME_ORDERED') {
    return [
      validate(
        `Validate on later rows, by ${column}`,
        { kind: 'TIME_ORDERED', column, folds: null },
        context,
      ),
    ];
  }
  if (code === 'REPEATED_SUBJECT') {
    return [validate(`Keep each ${column} in one fold`, { kind: 'GROUPED', column }, context)];
  }
  if (code === 'LABEL_VARIANTS')
    return [read(`Merge spellings of ${column}`, column, { merges: true }, context)];
  if (code !== 'AMBIGUOUS_DATES') return [];
  const format = context.columns.find(({ name }) => name === column)?.format;
  const other = format == null ? null : swapped(format);
  return other === null
    ? []
    : [read(`Read ${column} as ${other}`, column, { type: 'TIME', timeFormat: other }, context)];
}

function validate(label: string, wanted: Partial<Validation>, { settings, change }: Context): Remedy {
  const { validation } = settings;
  return {
    label,
    isApplied: validation.kind === wanted.kind && validation.column === wanted.column,
    apply: () => change({ validation: { ...validation, ...wanted } }),
  };
}

function read(
  label: string,
  name: string,
  wanted: Partial<ColumnChoice>,
  { settings, change }: Context,
): Remedy {
  const choice = choiceOf(settings.columns, name);
  return {
    label,
    isApplied: Object.entries(wanted).every(([key, value]) => choice[key as keyof ColumnChoice] === value),
    apply: () => change({ columns: withChoice(settings.columns, name, wanted) }),
  };
}

/** `dd/MM/yyyy` for `MM/dd/yyyy`, and the other way round. */
function swapped(format: string): string | null {
  const [, day = '', between = '', month = ''] =
    /^(.*?)(d{1,2}|M{1,2})([^dM]+)(M{1,2}|d{1,2})/.exec(format)?.slice(1) ?? [];
  if (day === '' || month === '' || day[0] === month[0]) return null;
  return format.replace(day + between + month, month + between + day);
}
