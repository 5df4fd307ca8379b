import { Arg, ID, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { Task } from '../../tasks/task.js';
import type { ApiContext } from '../operation/context.js';
import { TaskType } from './types.js';

type Subscribing<Args> = SubscribeResolverData<unknown, Args, ApiContext>;

@Resolver()
export class TaskSubscriptions {
  @Subscription(() => TaskType, {
    description: 'The task as it is now, then again at every change; completes when the task ends.',
    subscribe: ({ args, context }: Subscribing<{ taskId: string }>) => {
      const { id } = context.tasks.get(args.taskId);
      return context.tasks.watch(id, context.signal);
    },
  })
  taskStatus(
    @Arg('taskId', () => ID, { description: 'Id of the task.' }) _taskId: string,
    @Root() task: Task,
  ): Task {
    return task;
  }

  @Subscription(() => TaskType, {
    description: "Any task's change, for a live list.",
    subscribe: ({ context }: Subscribing<unknown>) => context.tasks.watchAll(context.signal),
  })
  taskChanged(@Root() task: Task): Task {
    return task;
  }

  @Subscription(() => ID, {
    description: 'The id of each task that is removed.',
    subscribe: ({ context }: Subscribing<unknown>) => context.tasks.watchDeletions(context.signal),
  })
  taskDeleted(@Root() task: Task): string {
    return task.id;
  }
}
