import type { Task, TaskRunner } from '../tasks/task.js';
import type { ServiceMetrics } from './metrics.js';

/** The same runner, with each attempt timed, and the time in the queue before the first. */
export function watchRunner(run: TaskRunner, metrics: ServiceMetrics): TaskRunner {
  return async (task: Task, context) => {
    if (task.attempts <= 1) metrics.queued((Date.now() - task.createdAt.getTime()) / 1000);
    const since = performance.now();
    const end = (result: 'done' | 'failed' | 'stopped') =>
      metrics.trained(result, (performance.now() - since) / 1000);
    try {
      const outcome = await run(task, context);
      end('done');
      return outcome;
    } catch (error) {
      end(context.signal.aborted ? 'stopped' : 'failed');
      throw error;
    }
  };
}
