import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Dataset } from '../../datasets/dataset.js';
import type { Task } from '../../tasks/task.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import type { ApiContext } from '../operation/context.js';
import { DatasetType } from '../dataset/types.js';
import { COSTS } from '../operation/limits.js';
import { taskPage } from './page.js';
import { TaskConnection } from './types.js';

/** The field that tasks give to a dataset: a dataset by itself knows of no task. */
@Resolver(() => DatasetType)
export class DatasetTasksResolver {
  @FieldResolver(() => TaskConnection, {
    description: 'The tasks trained on it, newest first.',
    complexity: COSTS.page,
  })
  tasks(@Root() { id }: Dataset, @Args() page: PageArgs, @Ctx() { tasks }: ApiContext): Connection<Task> {
    return taskPage(tasks, page, { filter: { datasetId: id } });
  }
}
