import { registerEnumType } from 'type-graphql';

/**
 * Makes a GraphQL enum of a union of strings. `values` maps each value to its description, so that a value which the
 * union gains does not compile before it is described.
 */
export function enumType<T extends string>(
  name: string,
  description: string,
  values: Readonly<Record<T, string>>,
): Readonly<Record<T, T>> {
  const names = Object.keys(values) as T[];
  const type = Object.fromEntries(names.map((value) => [value, value])) as Record<T, T>;
  const valuesConfig: Partial<Record<T, { description: string }>> = {};
  for (const value of names) valuesConfig[value] = { description: values[value] };
  registerEnumType(type, { name, description, valuesConfig });
  return type;
}
