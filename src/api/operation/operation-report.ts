import {
  Kind,
  OperationTypeNode,
  valueFromASTUntyped,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
  type FormattedExecutionResult,
} from 'graphql';

/** What became of one operation, for metrics and audit. */
export interface OperationReport {
  readonly transport: 'http' | 'websocket';
  readonly kind: 'query' | 'mutation' | 'subscription' | 'invalid';
  /** The field of the schema that was asked for; `several`, or `none` where the document is not valid. */
  readonly field: string;
  /** OK, or the code of the first error. */
  readonly code: string;
  readonly seconds: number;
  readonly requestId: string;
  /** Address of the client. */
  readonly client: string;
  /** Ids and short texts among the arguments, and ids in the answer; never rows, files or tokens. */
  readonly what: Readonly<Record<string, string>>;
}

/** Who asked, and since when. */
export interface Asking {
  readonly transport: OperationReport['transport'];
  readonly requestId: string;
  readonly client: string;
  /** As of `performance.now()`. */
  readonly since: number;
}

export interface Answered {
  /** Undefined: the document is not valid. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly data?: FormattedExecutionResult['data'];
  readonly errors?: readonly Pick<GraphQLFormattedError, 'extensions'>[] | undefined;
}

const MAX_TEXT = 100;

export function reportOf(asking: Asking, answered: Answered): OperationReport {
  const { transport, requestId, client, since } = asking;
  const { operation, errors } = answered;
  return {
    transport,
    kind: operation?.operation ?? 'invalid',
    field: fieldOf(operation),
    code: codeOf(errors),
    seconds: (performance.now() - since) / 1000,
    requestId,
    client,
    what: operation?.operation === OperationTypeNode.MUTATION ? whatOf(operation, answered) : {},
  };
}

function codeOf(errors: Answered['errors']): string {
  if (!errors?.length) return 'OK';
  const code = errors[0]?.extensions?.['code'];
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}

function fieldOf(operation: OperationDefinitionNode | undefined): string {
  const [first, ...others] = operation?.selectionSet.selections ?? [];
  if (!first) return 'none';
  return others.length === 0 && first.kind === Kind.FIELD ? first.name.value : 'several';
}

function whatOf(operation: OperationDefinitionNode, { variables, data }: Answered): Record<string, string> {
  const what: Record<string, string> = {};
  for (const field of operation.selectionSet.selections) {
    if (field.kind !== Kind.FIELD) continue;
    for (const { name, value } of field.arguments ?? []) {
      const given: unknown = valueFromASTUntyped(value, variables);
      if (typeof given === 'string') what[name.value] = given.slice(0, MAX_TEXT);
    }
    const answer: unknown = data?.[field.alias?.value ?? field.name.value];
    if (typeof answer === 'object' && answer !== null && 'id' in answer) what['answered'] = String(answer.id);
  }
  return what;
}
