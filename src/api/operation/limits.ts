import {
  getOperationAST,
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { QueryTooComplexError } from '../../domain/errors.js';

/**
 * The most an operation may cost. A field costs 1, a page its size times the fields asked for each entry, a mutation
 * {@link WORK}. The widest useful operation, a page of 100 tasks with every field, costs some 8,500.
 */
export const MAX_COST = 12_000;
const WORK = 500;
const INSIGHT = 100;

/**
 * Tokens of a document; GraphiQL's introspection query has about 250. With it every alias and fragment is bounded
 * before anything is validated. No type leads back to itself but by `Dataset.tasks`, a page: each level of it adds to the cost.
 */
export const MAX_TOKENS = 2000;

/** Costs for the decorators of fields, where it is not 1. */
export const COSTS = {
  page: ({ args, childComplexity }: { args: Record<string, unknown>; childComplexity: number }) =>
    1 + Math.max(1, Number(args['first'] ?? 20)) * childComplexity,
  /** Rows of a table; how wide they are is charged to the AnswerBudget, as only the resolver knows it. */
  rows: ({ args }: { args: Record<string, unknown> }) => 1 + Math.max(0, Number(args['rows'] ?? 20)),
  /** What is computed from the rows of a task, and may be asked for a page of tasks. */
  insight: ({ childComplexity }: { childComplexity: number }) => INSIGHT + childComplexity,
  work: ({ childComplexity }: { childComplexity: number }) => WORK + childComplexity,
};

const estimators = [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })];

export interface PricedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/**
 * @throws {QueryTooComplexError} @throws {GraphQLError} where the cost cannot be known: BAD_USER_INPUT if the variables
 * do not fit their types, OPERATION_RESOLUTION_FAILURE if the name does not say which operation is meant.
 */
export function assertAffordable(operation: PricedOperation): void {
  const cost = knownCostOf(operation);
  if (cost <= MAX_COST) return;
  throw new QueryTooComplexError(
    `The operation costs ${cost}, and ${MAX_COST} is the most. Ask for fewer fields, aliases or entries a page.`,
    { cost, maxCost: MAX_COST },
  );
}

/** Costs of documents that are asked again and again; a document that is kept keeps its costs. */
const known = new WeakMap<DocumentNode, Map<string, number>>();
const MAX_KNOWN = 20;

/** A cost depends on the document, and on the numbers (page sizes) and booleans (@include) among its variables. */
function knownCostOf(operation: PricedOperation): number {
  const { document, operationName, variables } = operation;
  const deciding = Object.entries(variables ?? {}).filter(
    ([, value]) => typeof value === 'number' || typeof value === 'boolean',
  );
  const key = JSON.stringify([operationName ?? null, ...deciding]);
  const costs = known.get(document) ?? new Map<string, number>();
  const cost = costs.get(key) ?? costOf(operation);
  if (costs.size >= MAX_KNOWN) costs.clear();
  costs.set(key, cost);
  known.set(document, costs);
  return cost;
}

function costOf({ schema, document, operationName, variables }: PricedOperation): number {
  try {
    return getComplexity({
      estimators,
      schema,
      query: only(operationOf(document, operationName), document),
      variables: variables ?? undefined,
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      extensions: { code: 'BAD_USER_INPUT', ...error.extensions, http: { status: 400 } },
    });
  }
}

function operationOf(
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationDefinitionNode {
  const operation = getOperationAST(document, operationName);
  if (operation) return operation;
  throw new GraphQLError(
    operationName == null
      ? 'The document has several operations: say in operationName which of them is meant.'
      : `The document has no operation named ${JSON.stringify(operationName)}.`,
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
  );
}

/** The document without its other operations: the library fails on one without a name where it looks for another. */
const only = (operation: OperationDefinitionNode, document: DocumentNode): DocumentNode => ({
  ...document,
  definitions: document.definitions.filter(
    (each) => each === operation || each.kind !== Kind.OPERATION_DEFINITION,
  ),
});
