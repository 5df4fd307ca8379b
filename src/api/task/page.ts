import { z } from 'zod';
import { BadUserInputError } from '../../domain/errors.js';
import type { Task } from '../../tasks/task.js';
import type { TaskFilter, TaskPlace, TaskService, TaskSort } from '../../tasks/task-service.js';
import { connectionOf, pageSize, type Connection, type PageArgs } from '../graphql/connection.js';
import { Cursors } from '../graphql/cursors.js';

const cursors = new Cursors('task', /^[1-9]\d{0,15}(?::.*)?$/s);

export interface TaskPageRequest {
  readonly filter: TaskFilter;
  readonly sort?: TaskSort;
}

/** @throws {BadUserInputError} for a size out of range, or a cursor that is none of tasks */
export function taskPage(
  tasks: Pick<TaskService, 'list'>,
  args: Readonly<PageArgs>,
  { filter, sort = 'NEWEST' }: TaskPageRequest,
): Connection<Task> {
  const { after } = args;
  const page = tasks.list({
    first: pageSize(args),
    after: after == null ? undefined : readPlace(cursors.decode(after), sort),
    filter,
    sort,
  });
  const places = new Map(page.tasks.map((task, index) => [task, page.keys[index] ?? null]));
  const cursorOf = (task: Task) =>
    cursors.encode(writePlace({ createdSeq: task.createdSeq, key: places.get(task) ?? null }));
  return connectionOf({ ...page, nodes: page.tasks }, cursorOf, after);
}

const Key = z.union([z.string(), z.number()]);

const writePlace = ({ createdSeq, key }: TaskPlace) =>
  key === null ? String(createdSeq) : `${createdSeq}:${JSON.stringify(key)}`;

function readPlace(text: string, sort: TaskSort): TaskPlace {
  const [createdSeq = '', ...rest] = text.split(':');
  if (sort === 'NEWEST') return { createdSeq: Number(createdSeq), key: null };
  const key = Key.safeParse(parsed(rest.join(':')));
  if (!key.success) {
    throw new BadUserInputError(
      'after: this cursor is of a list in another order. Start from the first page when the order changes.',
      { field: 'after' },
    );
  }
  return { createdSeq: Number(createdSeq), key: key.data };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
