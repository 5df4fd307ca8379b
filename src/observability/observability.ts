import type { Logger } from 'pino';
import type { TaskRunner } from '../tasks/task.js';
import { audit, type AuditedOperation } from './audit.js';
import { ServiceMetrics, type FinishedOperation } from './metrics.js';
import type { Tracing } from './tracing.js';
import { watchRunner } from './watch-runner.js';

/** Where the rooms' plain events go: counted in metrics, kept as audit lines in the log. */
export class Observability {
  readonly metrics = new ServiceMetrics();
  readonly #log: Logger;
  #tracing: Tracing | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** The service works without its traces: why there are none is in the log. */
  async startTracing(serviceName: string): Promise<void> {
    try {
      const { startTracing } = await import('./tracing.js');
      this.#tracing = await startTracing(serviceName);
    } catch (error) {
      this.#log.error(
        { err: error },
        'there are no traces: npm install @opentelemetry/{api,resources,sdk-trace-node,exporter-trace-otlp-proto}',
      );
    }
  }

  async close(): Promise<void> {
    await this.#tracing?.close();
  }

  operation(operation: FinishedOperation & AuditedOperation): void {
    this.metrics.operation(operation);
    audit(operation, this.#log);
    this.#tracing?.operation(operation);
  }

  uploaded(bytes: number): void {
    this.metrics.uploaded(bytes);
  }

  predicted(input: 'file' | 'rows', rows: number | null, seconds: number): void {
    this.metrics.predicted(input, rows, seconds);
  }

  runner(run: TaskRunner): TaskRunner {
    const watched = watchRunner(run, this.metrics);
    return this.#tracing?.runner(watched) ?? watched;
  }
}
