import { TaskNotReadyError } from '../../domain/errors.js';
import type { JudgedTask } from '../../evaluation/task-rows.js';
import type { ApiContext } from '../operation/context.js';

/** A finished task with its model. @throws {TaskNotFoundError} @throws {TaskNotReadyError} unless DONE */
export function judgedTask(taskId: string, { tasks }: Pick<ApiContext, 'tasks'>): JudgedTask {
  const { id, sample, model, status } = tasks.get(taskId);
  if (status === 'DONE' && model !== null) return { id, sample, model };
  throw new TaskNotReadyError(`Task ${id} is ${status}; a model is there once it is DONE.`, { status });
}
