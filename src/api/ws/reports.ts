import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { ApiContext } from '../operation/context.js';
import type { ErrorPresenter } from '../operation/errors.js';
import { reportOf } from '../operation/operation-report.js';

/** Reports what is refused, and the begin of a subscription, whose answers have no end to wait for. */
export function reportStart(
  prepared: ExecutionArgs | readonly GraphQLError[],
  { asking, observer }: ApiContext,
  presenter: ErrorPresenter,
): void {
  if (!('schema' in prepared)) {
    const errors = prepared.map((error) => presenter.present(error.toJSON(), error));
    observer.operation(reportOf(asking, { operation: undefined, variables: null, errors }));
    return;
  }
  const operation = operationOf(prepared);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
  observer.operation(reportOf(asking, { operation, variables: prepared.variableValues }));
}

/** Reports the one answer of a query or a mutation, and lets each answer of a subscription have its full size. */
export function reportAnswer(args: ExecutionArgs, { data, errors }: ExecutionResult): void {
  const { contextValue: context } = args;
  if (!isContext(context)) return;
  context.budget.reset();
  const operation = operationOf(args);
  if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return;
  context.observer.operation(
    reportOf(context.asking, { operation, variables: args.variableValues, data, errors }),
  );
}

export const requestIdOf = ({ contextValue }: ExecutionArgs): string | undefined =>
  isContext(contextValue) ? contextValue.asking.requestId : undefined;

const operationOf = ({ document, operationName }: ExecutionArgs) =>
  getOperationAST(document, operationName) ?? undefined;

/** graphql-js passes the context of an operation on without knowing its type. */
export const isContext = (
  value: unknown,
): value is Pick<ApiContext, 'asking' | 'budget' | 'observer' | 'origin'> =>
  typeof value === 'object' && value !== null && 'asking' in value;
