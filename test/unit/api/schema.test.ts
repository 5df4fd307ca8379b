import { readFileSync } from 'node:fs';
import {
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createSchema, printDefinition } from '../../../src/api/schema.js';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

const schema = createSchema();
/** That of the last release. A release replaces it by its own (CONTRIBUTING.md). */
const released = buildSchema(read('test/fixtures/released-schema.graphql'));

test('schema.graphql is what the code says', () => {
  expect(read('schema.graphql')).toBe(printDefinition());
});

describe('since the last release', () => {
  test('nothing is renamed, removed or made stricter', () => {
    expect(findBreakingChanges(released, schema).map(({ description }) => description)).toEqual([]);
  });

  test('no default has another value', () => {
    const changes = findDangerousChanges(released, schema).filter(
      ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
    );
    expect(changes.map(({ description }) => description)).toEqual([]);
  });
});

describe('every name is explained', () => {
  test.each(ownTypes(schema))('in $name', (type) => {
    expect(undescribedIn(type)).toEqual([]);
  });
});

test('no type leads back to itself but by a page, whose cost counts each level, so that the depth of a query is bounded', () => {
  const visit = (type: GraphQLNamedType, path: string[]): void => {
    expect(path).not.toContain(type.name);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (`${type.name}.${field.name}` === 'Dataset.tasks') continue;
      visit(getNamedType(field.type), [...path, type.name]);
    }
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

function undescribedIn(type: GraphQLNamedType): string[] {
  const named: { name: string; description?: string | null }[] = [type];
  if (isEnumType(type)) named.push(...type.getValues());
  if (isInputObjectType(type)) named.push(...Object.values(type.getFields()));
  if (isObjectType(type)) {
    for (const field of Object.values(type.getFields())) named.push(field, ...field.args);
  }
  return named.filter(({ description }) => !description).map(({ name }) => name);
}
