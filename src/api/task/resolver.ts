import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Dataset } from '../../datasets/dataset.js';
import type { Task, TaskFailure, TaskStatus } from '../../tasks/task.js';
import type { TaskSort } from '../../tasks/task-service.js';
import type { Finding } from '../../domain/finding.js';
import type { LeaderboardEntry, ModelDetails } from '../../domain/leaderboard.js';
import type { ModelSignature } from '../../domain/manifest.js';
import { ownerColumns } from '../../domain/owner-columns.js';
import { BadUserInputError, TrainyardError } from '../../domain/errors.js';
import { PageArgs, type Connection } from '../graphql/connection.js';
import { DatasetType } from '../dataset/types.js';
import { FindingType } from '../graphql/finding-types.js';
import { LIFETIME } from '../access/download-links.js';
import { COSTS } from '../operation/limits.js';
import type { ApiContext } from '../operation/context.js';
import { readingOptions, TableReadingInput } from '../graphql/reading-types.js';
import { DateTime, Upload, type UploadedFile } from '../graphql/scalars.js';
import { TrainingOptionsInput } from './inputs.js';
import { LeaderboardEntryType, ModelDetailsType } from './model-types.js';
import { ModelSignatureType } from './signature-types.js';
import { readTrainingOptions } from '../../jobs/training-options.js';
import { readDescription } from '../../jobs/description.js';
import { taskPage } from './page.js';
import { chooseSource } from './source.js';
import { readThresholdOptions } from './threshold-input.js';
import { TaskConnection, TaskErrorType, TaskSortEnum, TaskStatusEnum, TaskType } from './types.js';

@Resolver(() => TaskType)
export class TaskResolver {
  @Query(() => TaskType, { nullable: true, description: 'One task; null where there is none of that id.' })
  task(
    @Arg('id', () => ID, { description: 'Id of the task.' }) id: string,
    @Ctx() context: ApiContext,
  ): Task | null {
    return context.tasks.find(id);
  }

  @Query(() => TaskConnection, {
    description:
      'Newest first unless `sort` says otherwise, as a Relay connection. Cursors stay good while tasks arrive.',
    complexity: COSTS.page,
  })
  tasks(
    @Args() page: PageArgs,
    @Arg('status', () => [TaskStatusEnum], {
      nullable: true,
      description: 'Only tasks in one of these states.',
    })
    status: TaskStatus[] | null,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Only tasks whose name, tags, file name, target or id contain this, upper or lower case alike.',
    })
    search: string | null,
    @Arg('tag', () => String, { nullable: true, description: 'Only tasks with exactly this tag.' })
    tag: string | null,
    @Arg('target', () => String, { nullable: true, description: 'Only tasks that predict this column.' })
    target: string | null,
    @Arg('sort', () => TaskSortEnum, {
      nullable: true,
      defaultValue: 'NEWEST',
      description: 'The order of the tasks; a cursor belongs to the order it came with.',
    })
    sort: TaskSort | null,
    @Ctx() context: ApiContext,
  ): Connection<Task> {
    return taskPage(context.tasks, page, {
      sort: sort ?? 'NEWEST',
      filter: {
        status: status ?? undefined,
        search: search || undefined,
        tag: tag ?? undefined,
        target: target ?? undefined,
      },
    });
  }

  @Mutation(() => TaskType, {
    description:
      'Queues a training run on an uploaded table, or on a dataset uploaded before (exactly one of the two), and returns at once.',
    complexity: COSTS.work,
  })
  async trainModel(
    @Arg('file', () => Upload, {
      nullable: true,
      description:
        'CSV, XLSX, Parquet or JSON lines, also packed, by the GraphQL multipart request protocol.',
    })
    file: UploadedFile | null,
    @Arg('datasetId', () => ID, { nullable: true, description: 'Id of a dataset uploaded before.' })
    datasetId: string | null,
    @Arg('options', () => TrainingOptionsInput, { nullable: true, description: 'How to train.' })
    options: TrainingOptionsInput | null,
    @Arg('reading', () => TableReadingInput, {
      nullable: true,
      description: 'Overrides how the file is read.',
    })
    reading: TableReadingInput | null,
    @Ctx() context: ApiContext,
  ): Promise<Task> {
    const { submissions, uploads, signal } = context;
    const threshold = options?.threshold && readThresholdOptions(options.threshold);
    const read = readTrainingOptions(options, threshold);
    const source = chooseSource(file, datasetId);
    const asked = readingOptions(reading);
    if (asked !== null && source.kind === 'dataset') {
      throw new BadUserInputError(
        'reading: a dataset was read when it was uploaded. Upload the file again to read it in another way.',
        { field: 'reading' },
      );
    }
    return source.kind === 'dataset'
      ? submissions.fromDataset(source.datasetId, read, signal)
      : submissions.fromUpload({ ...(await uploads.open(source.file)), reading: asked }, read, signal);
  }

  @Mutation(() => TaskType, {
    description: 'Stops the task and keeps nothing. A task that has ended stays as it is.',
    complexity: COSTS.work,
  })
  cancelTask(
    @Arg('id', () => ID, { description: 'Id of the task.' }) id: string,
    @Ctx() context: ApiContext,
  ): Promise<Task> {
    return context.tasks.cancel(id);
  }

  @Mutation(() => TaskType, {
    description:
      'Stops training now and finishes with the best model so far. TASK_NOT_READY unless IN_PROGRESS.',
    complexity: COSTS.work,
  })
  finishTaskEarly(
    @Arg('id', () => ID, { description: 'Id of the task.' }) id: string,
    @Ctx() context: ApiContext,
  ): Task {
    return context.tasks.finishEarly(id);
  }

  @Mutation(() => TaskType, {
    description: 'Puts a task that ended as ERROR or CANCELLED at the end of the queue.',
    complexity: COSTS.work,
  })
  retryTask(
    @Arg('id', () => ID, { description: 'Id of the task.' }) id: string,
    @Ctx() context: ApiContext,
  ): Task {
    return context.submissions.retry(id);
  }

  @Mutation(() => TaskType, {
    description:
      'Names, describes and tags a task. What is left out stays; null removes a name or a note, an empty list the tags.',
    complexity: COSTS.work,
  })
  updateTask(
    @Arg('id', () => ID, { description: 'Id of the task.' }) id: string,
    @Arg('name', () => String, { nullable: true, description: 'At most 200 characters.' })
    name: string | null | undefined,
    @Arg('note', () => String, { nullable: true, description: 'At most 10,000 characters.' })
    note: string | null | undefined,
    @Arg('tags', () => [String], {
      nullable: true,
      description:
        'At most 20 of at most 50 characters each; blanks around them and repeated ones are dropped.',
    })
    tags: string[] | null | undefined,
    @Ctx() context: ApiContext,
  ): Task {
    return context.tasks.describe(id, readDescription({ name, note, tags }));
  }

  @Mutation(() => ID, {
    description: 'Removes the task with its files and model; a running one is stopped first. Answers its id.',
    complexity: COSTS.work,
  })
  async deleteTask(
    @Arg('id', () => ID, { description: 'Id of the task.' }) id: string,
    @Ctx() context: ApiContext,
  ): Promise<string> {
    await context.tasks.delete(id);
    return id;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Rows in the upload.' })
  rowsTotal(@Root() task: Task): number {
    return task.sample.rowsTotal;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Rows trained on.' })
  rowsUsed(@Root() task: Task): number {
    return task.sample.rowsUsed;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The column to predict.' })
  target(@Root() task: Task): string {
    return task.sample.target;
  }

  @FieldResolver(() => LeaderboardEntryType, { nullable: true, description: 'The best model so far.' })
  leader(@Root() { leaderboard }: Task): LeaderboardEntry | null {
    return leaderboard[0] ?? null;
  }

  @FieldResolver(() => ModelDetailsType, { nullable: true, description: 'The leader, once DONE.' })
  modelDetails(@Root() task: Task): (ModelDetails & { taskId: string }) | null {
    return task.model && { ...task.model, taskId: task.id };
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When it is likely to start, or has started; by the budgets and the progress of the tasks ahead. null once it has ended.',
  })
  estimatedStart(@Root() task: Task, @Ctx() { tasks }: ApiContext): Date | null {
    return tasks.estimate(task).start;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it is likely to end; null once it has ended.',
  })
  estimatedEnd(@Root() task: Task, @Ctx() { tasks }: ApiContext): Date | null {
    return tasks.estimate(task).end;
  }

  @FieldResolver(() => [FindingType], {
    description: 'What was noticed about the target, the columns trained on, the training and its result.',
  })
  findings(@Root() { sample, findings }: Task): readonly Finding[] {
    return [...sample.findings, ...findings];
  }

  @FieldResolver(() => DatasetType, {
    nullable: true,
    description: 'The table it trains on; null where that was deleted.',
  })
  dataset(@Root() { datasetId }: Task, @Ctx() { library }: ApiContext): Dataset | null {
    return library.find(datasetId);
  }

  @FieldResolver(() => TaskErrorType, { nullable: true, description: 'Why it ended in ERROR.' })
  error(@Root() task: Task): TaskFailure | null {
    return task.failure;
  }
}

@Resolver(() => ModelDetailsType)
export class ModelDetailsResolver {
  @FieldResolver(() => String, {
    description: `Where to download it. With an API token in force the link is signed, and works ${LIFETIME}.`,
  })
  downloadUrl(@Root() model: { taskId: string; path: string }, @Ctx() context: ApiContext): string {
    return context.origin + context.links.model(model.taskId, model.path);
  }

  @FieldResolver(() => ModelSignatureType, {
    nullable: true,
    description: 'What the model wants to be given; null where this service cannot score it.',
  })
  async signature(
    @Root() { taskId }: { taskId: string },
    @Ctx() { predictions }: ApiContext,
  ): Promise<ModelSignature | null> {
    try {
      const signature = await predictions.signature(taskId);
      return { ...signature, columns: ownerColumns(signature) };
    } catch (error) {
      if (error instanceof TrainyardError) return null;
      throw error;
    }
  }
}
