import type { Logger } from 'pino';

export interface AuditedOperation {
  readonly kind: string;
  readonly field: string;
  readonly code: string;
  readonly transport: string;
  readonly requestId: string;
  readonly client: string;
  readonly what: Readonly<Record<string, string>>;
}

/** One line of the log for every mutation, done or refused: who asked for what, and how it ended. */
export function audit(operation: AuditedOperation, log: Logger): void {
  if (operation.kind !== 'mutation') return;
  const { field, code, transport, requestId, client, what } = operation;
  log.info({ audit: { mutation: field, code, transport, client, what }, requestId }, 'mutation');
}
