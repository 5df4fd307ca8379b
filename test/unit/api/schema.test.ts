import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  printType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema, printDefinition } from '../../../src/api/schema.js';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

const schema = createSchema();
/** The part of the API that clients rely on, with the scalars it takes for granted. */
const contract = buildSchema(
  'scalar DateTime scalar JSONObject scalar Upload ' +
    'type DatasetConnection { totalCount: Int! } type TaskConnection { totalCount: Int! }\n' +
    read('test/fixtures/contract.graphql'),
);

test('schema.graphql is what the code says', () => {
  expect(read('schema.graphql')).toBe(printDefinition());
});

describe('the contract', () => {
  test.each(ownTypes(contract))('holds for $name', (promised) => {
    const actual = schema.getType(promised.name);
    const missing = signaturesOf(promised).filter((line) => !signaturesOf(actual).includes(line));
    expect(missing).toEqual([]);
  });
});

describe('every name is explained', () => {
  test.each(ownTypes(schema))('in $name', (type) => {
    expect(undescribedIn(type)).toEqual([]);
  });
});

test('no type leads back to itself, so that the schema bounds the depth of a query', () => {
  const visit = (type: GraphQLNamedType, path: string[]): void => {
    expect(path).not.toContain(type.name);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields()))
      visit(getNamedType(field.type), [...path, type.name]);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    visit(root!, []);
  }
});

function ownTypes(of: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(of.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
}

/** One line for whatever a client can rely on: `Task.id: ID!`, `Query.tasks(first: Int = 20)`, `TaskStatus.DONE`. */
function signaturesOf(type: GraphQLNamedType | undefined): string[] {
  if (type === undefined) return [];
  const kind = `${
    printType(type)
      .replace(/""".*?"""\s*/gs, '')
      .split(/[ \n]/)[0]
  } ${type.name}`;
  if (isEnumType(type)) return [kind, ...type.getValues().map(({ name }) => `${type.name}.${name}`)];
  if (isInputObjectType(type)) {
    return [kind, ...Object.values(type.getFields()).map((field) => `${type.name}.${inputOf(field)}`)];
  }
  if (!isObjectType(type)) return [kind];
  return [
    kind,
    ...Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}: ${String(field.type)}`,
      ...field.args.map((argument) => `${type.name}.${field.name}(${inputOf(argument)})`),
    ]),
  ];
}

function inputOf({ name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  return `${name}: ${String(type)}${defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`}`;
}

function undescribedIn(type: GraphQLNamedType): string[] {
  const named: { name: string; description?: string | null }[] = [type];
  if (isEnumType(type)) named.push(...type.getValues());
  if (isInputObjectType(type)) named.push(...Object.values(type.getFields()));
  if (isObjectType(type)) {
    for (const field of Object.values(type.getFields())) named.push(field, ...field.args);
  }
  return named.filter(({ description }) => !description).map(({ name }) => name);
}
