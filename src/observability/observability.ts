import type { Logger } from 'pino';
import type { TaskRunner } from '../tasks/task.js';
import { audit, type AuditedOperation } from './audit.js';
import { Metrics, type Operation } from './metrics.js';
import { watchRunner } from './watch-runner.js';

/** Where the rooms' plain events go: counted in metrics, kept as audit lines in the log. */
export class Observability {
  readonly metrics = new Metrics();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  operation(operation: Operation & AuditedOperation): void {
    this.metrics.operation(operation);
    audit(operation, this.#log);
  }

  uploaded(bytes: number): void {
    this.metrics.uploaded(bytes);
  }

  predicted(input: 'file' | 'rows', rows: number | null, seconds: number): void {
    this.metrics.predicted(input, rows, seconds);
  }

  runner(run: TaskRunner): TaskRunner {
    return watchRunner(run, this.metrics);
  }
}
