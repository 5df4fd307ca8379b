import { checkRange } from '../../jobs/ranges.js';
import type { Task } from '../../tasks/task.js';
import type { TaskFilter, TaskService } from '../../tasks/task-service.js';
import { connectionOf, PAGE_SIZES, STANDARD_PAGE_SIZE, type Connection } from '../connection.js';
import { Cursors } from '../cursors.js';

const cursors = new Cursors('task', /^[1-9]\d{0,15}$/);

export interface TaskPageRequest {
  readonly first: number | null;
  readonly after: string | null;
  readonly filter: TaskFilter;
}

/** @throws {BadUserInputError} for a size out of range, or a cursor that is none of tasks */
export function taskPage(
  tasks: Pick<TaskService, 'list'>,
  { first, after, filter }: TaskPageRequest,
): Connection<Task> {
  const size = first ?? STANDARD_PAGE_SIZE;
  checkRange('first', size, PAGE_SIZES);
  const page = tasks.list({
    first: size,
    after: after == null ? undefined : Number(cursors.decode(after)),
    filter,
  });
  return connectionOf({ ...page, nodes: page.tasks }, (task) => cursors.encode(task.createdSeq), after);
}
