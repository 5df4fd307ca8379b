import 'reflect-metadata';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { DatasetAdviceResolver } from './dataset/advice.js';
import { DatasetColumnResolver, DatasetResolver } from './dataset/resolver.js';
import { EvaluationResolver } from './evaluation/resolver.js';
import { HealthResolver } from './health/resolver.js';
import { PredictionResolver } from './prediction/resolver.js';
import { ComparisonResolver } from './evaluation/comparison-resolver.js';
import { DatasetTasksResolver } from './task/dataset-tasks.js';
import { InsightResolver } from './evaluation/insight-resolver.js';
import { ReportResolver } from './evaluation/report-resolver.js';
import { ModelDetailsResolver, TaskResolver } from './task/resolver.js';
import { TaskSubscriptions } from './task/subscriptions.js';

const HEADER =
  '# Written by `npm run schema` from the classes in src/api; a test fails when the two differ.\n\n';

const RESOLVERS = [
  ComparisonResolver,
  DatasetAdviceResolver,
  DatasetColumnResolver,
  DatasetResolver,
  DatasetTasksResolver,
  EvaluationResolver,
  HealthResolver,
  InsightResolver,
  ModelDetailsResolver,
  PredictionResolver,
  ReportResolver,
  TaskResolver,
  TaskSubscriptions,
] as const;

/** The executable schema; resolvers find all they need in the context of an operation. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: RESOLVERS,
    // Arguments are checked where they are used, with messages of our own.
    validate: false,
    // Defaults are those of the decorators alone.
    disableInferringDefaultValues: true,
    // Asked for as soon as there are subscriptions; ours bring their own source of events.
    pubSub: { publish: () => undefined, subscribe: () => noEvents },
  });
  describeRoots(schema);
  readPlainly(schema);
  tightenHead(schema);
  return schema;
}

/** The schema definition as it is kept at the root of the repository. */
export function printDefinition(): string {
  return `${HEADER}${printSchema(lexicographicSortSchema(createSchema()))}\n`;
}

const noEvents: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
};

/** type-graphql has no place for these descriptions. */
function describeRoots(schema: GraphQLSchema): void {
  const roots = [
    [schema.getQueryType(), 'What there is to read.'],
    [schema.getMutationType(), 'What there is to do.'],
    [schema.getSubscriptionType(), 'What there is to follow, over WebSocket (graphql-transport-ws).'],
  ] as const;
  for (const [type, description] of roots) if (type) type.description = description;
}

/** `nullable` of type-graphql goes for every level of a nested list: a cell may be null, but a row may not. */
function tightenHead(schema: GraphQLSchema): void {
  const dataset = schema.getType('Dataset');
  const head = isObjectType(dataset) ? dataset.getFields()['head'] : undefined;
  if (!head) throw new Error('The schema has no Dataset.head.');
  head.type = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(new GraphQLList(GraphQLString))));
}

/**
 * Fields that no resolver class has a method for are properties, and graphql-js reads those by itself. type-graphql
 * would call an asynchronous function for each, which makes up much of the time of a query.
 */
function readPlainly(schema: GraphQLSchema): void {
  const methods = new Set(RESOLVERS.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)));
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || roots.has(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!methods.has(field.name)) delete field.resolve;
    }
  }
}
