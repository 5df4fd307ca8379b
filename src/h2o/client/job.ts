import { setTimeout as delay } from 'node:timers/promises';
import type { H2OClient } from './client.js';
import { H2OJobError } from './errors.js';
import { plain, presentable } from './refusal.js';
import type { Job } from './wire.js';

export interface WaitOptions {
  /** Stops the waiting only; the job goes on until it is cancelled. */
  readonly signal?: AbortSignal;
  /** From one look to the next, where H2O does not keep its answer back. A look takes 1-2 ms of H2O. Default: 40. */
  readonly intervalMs?: number;
  /** Called at each look while the job is not over; where it answers a promise, that is awaited. */
  readonly onProgress?: (job: Job) => void | Promise<void>;
}

/**
 * Looks at a job until it is over, and hears of its end within milliseconds. DONE does not mean that a model was built: an AutoML run can end so without any.
 * @throws {H2OJobError} where it FAILED or was CANCELLED.
 */
export async function waitForJob(client: H2OClient, key: string, options: WaitOptions = {}): Promise<Job> {
  const { signal, intervalMs = 40, onProgress } = options;
  for (;;) {
    const asked = performance.now();
    const job = await client.job(key, { signal, wait: true });
    if (job.status === 'DONE') return job;
    if (job.status === 'CANCELLED') throw new H2OJobError('CANCELLED', 'The job was cancelled.');
    if (job.status === 'FAILED') {
      throw jobFailed(job);
    }
    await onProgress?.(job);
    const pause = intervalMs - (performance.now() - asked);
    if (pause > 0) await delay(pause, undefined, { signal });
  }
}

/** What is said of a job that FAILED; `otherwise` where it gave no reason that a user understands. */
export function jobFailed(
  { exception }: Pick<Job, 'exception'>,
  otherwise = 'The job failed without a reason.',
): H2OJobError {
  const said = plain(exception ?? '');
  return new H2OJobError('FAILED', presentable(said) || otherwise, { cause: said });
}
