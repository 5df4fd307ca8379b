import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Context, Span } from '@opentelemetry/api';
import type { Task, TaskRunner } from '../tasks/task.js';

interface TracedOperation {
  readonly kind: string;
  readonly field: string;
  readonly code: string;
  readonly transport: string;
  readonly seconds: number;
  readonly requestId: string;
  readonly what: Readonly<Record<string, string>>;
}

/** Spans for OpenTelemetry: operations, attempts at a task, and the calls of the engine within an attempt. */
export interface Tracing {
  operation(operation: TracedOperation): void;
  runner(run: TaskRunner): TaskRunner;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** An id of a task without its hyphens is an id of a trace: request, task and engine calls need no other tie. */
const TASK_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface EngineRequest {
  readonly method?: string;
  readonly path?: string;
}

/**
 * Loads the SDK, which reads the usual OTEL_ variables by itself. Nothing of it is loaded unless this is called.
 * @throws where the optional dependencies are not installed
 */
export async function startTracing(serviceName: string): Promise<Tracing> {
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
  ]);
  const { context, trace, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags } = api;
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new sdk.BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = provider.getTracer('trainyard');

  const contextOf = (taskId: string | undefined): Context => {
    if (taskId === undefined || !TASK_ID.test(taskId)) return ROOT_CONTEXT;
    const traceId = taskId.replaceAll('-', '');
    const spanId = traceId.slice(16);
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED });
  };

  // Calls of the engine: those that undici makes within the context of an attempt.
  const calls = new WeakMap<object, Span>();
  const listeners: readonly [string, (message: unknown) => void][] = [
    [
      'undici:request:create',
      (message) => {
        const request = requestIn(message);
        if (!request || trace.getSpan(context.active()) === undefined) return;
        const { method = 'GET', path = '/' } = request;
        const [route] = path.split('?');
        calls.set(request, tracer.startSpan(`${method} ${route ?? path}`, { kind: SpanKind.CLIENT }));
      },
    ],
    ['undici:request:trailers', (message) => endCall(message, false)],
    ['undici:request:error', (message) => endCall(message, true)],
  ];
  const endCall = (message: unknown, failed: boolean) => {
    const request = requestIn(message);
    const span = request && calls.get(request);
    if (failed) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  };
  for (const [name, listener] of listeners) subscribe(name, listener);

  return {
    operation: ({ kind, field, code, transport, seconds, requestId, what }) => {
      const taskId = what['answered'] ?? what['taskId'] ?? what['id'];
      const span = tracer.startSpan(
        `${kind} ${field}`,
        {
          kind: SpanKind.SERVER,
          startTime: Date.now() - seconds * 1000,
          attributes: { 'trainyard.code': code, 'trainyard.transport': transport, 'request.id': requestId },
        },
        contextOf(taskId),
      );
      if (code !== 'OK') span.setStatus({ code: SpanStatusCode.ERROR, message: code });
      span.end();
    },
    runner: (run) => async (task: Task, runContext) => {
      const parent = contextOf(task.id);
      const attributes = { 'task.id': task.id, 'task.attempt': task.attempts };
      const span = tracer.startSpan('train', { attributes }, parent);
      try {
        return await context.with(trace.setSpan(parent, span), () => run(task, runContext));
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    close: async () => {
      for (const [name, listener] of listeners) unsubscribe(name, listener);
      // A collector that is away costs traces, and nothing else.
      await provider.shutdown().catch(() => undefined);
      context.disable();
      trace.disable();
    },
  };
}

function requestIn(message: unknown): (EngineRequest & object) | undefined {
  if (typeof message !== 'object' || message === null || !('request' in message)) return undefined;
  const { request } = message;
  return typeof request === 'object' && request !== null ? request : undefined;
}
