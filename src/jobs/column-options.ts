import { ColumnOptions } from '../domain/training-options.js';
import { BadUserInputError } from '../domain/errors.js';

/** As a client sends it: what is absent or null is as detected. */
export type RequestedColumn = { readonly name: string } & {
  readonly [K in Exclude<keyof ColumnOptions, 'name'>]?: ColumnOptions[K] | null;
};

/** @throws {BadUserInputError} for a column that is named twice, or a time format of another type */
export function readColumnOptions(inputs: readonly RequestedColumn[]): ColumnOptions[] {
  const columns = inputs.map(({ name, type, timeFormat, mergeVariants }) =>
    ColumnOptions.parse({ name, type, timeFormat, mergeVariants: mergeVariants ?? false }),
  );
  columns.forEach(({ name, type, timeFormat }, index) => {
    const quoted = JSON.stringify(name);
    if (columns.findIndex((other) => other.name === name) < index) refuse(name, `names ${quoted} twice`);
    if (timeFormat !== null && type !== null && type !== 'TIME') {
      refuse(name, `gives a timeFormat for ${quoted}, which is only for the type TIME`);
    }
  });
  return columns;
}

function refuse(column: string, why: string): never {
  throw new BadUserInputError(`options.columns is refused: it ${why}.`, { field: 'options.columns', column });
}
