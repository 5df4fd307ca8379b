import type { ColumnType } from '../../gql/graphql.js';
import { TYPES } from './setting-names.js';
import type { ColumnChoice, Settings } from './settings.js';

/** One text of an address that {@link readColumnChoices} understands, whatever the column is called. */
export function writeColumnChoice({ name, type, timeFormat, merges }: ColumnChoice): string {
  return JSON.stringify([name, type, timeFormat, merges]);
}

/** What makes no sense is left out. */
export function readColumnChoices(texts: readonly string[]): readonly ColumnChoice[] {
  return texts.flatMap((text) => {
    const parts = parsed(text);
    const [name, type, timeFormat, merges] = Array.isArray(parts) ? (parts as unknown[]) : [];
    if (typeof name !== 'string') return [];
    return {
      name,
      type: TYPES.find((known) => known === type) ?? null,
      timeFormat: typeof timeFormat === 'string' ? timeFormat : null,
      merges: merges === true,
    };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The choices after one column's was changed; one that changes nothing is left out. */
export function withChoice(
  columns: readonly ColumnChoice[],
  name: string,
  change: Partial<Omit<ColumnChoice, 'name'>>,
): readonly ColumnChoice[] {
  const before = choiceOf(columns, name);
  const after = { ...before, ...change };
  const others = columns.filter((column) => column.name !== name);
  const isAsDetected = after.type === null && after.timeFormat === null && !after.merges;
  return isAsDetected ? others : [...others, after];
}

export function choiceOf(columns: readonly ColumnChoice[], name: string): ColumnChoice {
  return (
    columns.find((column) => column.name === name) ?? { name, type: null, timeFormat: null, merges: false }
  );
}

/** The columns with the types that their owner gave them. */
export function withChosenTypes<Column extends { readonly name: string; readonly type: ColumnType }>(
  columns: readonly Column[],
  { columns: choices }: Pick<Settings, 'columns'>,
): readonly Column[] {
  const types = new Map(choices.map(({ name, type, timeFormat }) => [name, type ?? (timeFormat === null ? null : 'TIME')] as const)); // prettier-ignore
  return columns.map((column) => {
    const type = types.get(column.name) ?? null;
    return type === null ? column : { ...column, type };
  });
}
