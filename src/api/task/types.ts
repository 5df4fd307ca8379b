import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type {
  Algorithm,
  ProblemType,
  ProblemTypeChoice,
  SortMetric,
  TrainingOptions,
} from '../../domain/training-options.js';
import type { Task, TaskEvent, TaskFailure, TaskStatus } from '../../tasks/task.js';
import type { TaskSort } from '../../tasks/task-service.js';
import { PageInfo } from '../graphql/connection.js';
import {
  AlgorithmEnum,
  ProblemTypeChoiceEnum,
  ProblemTypeEnum,
  SortMetricEnum,
} from '../graphql/domain-enums.js';
import { enumType } from '../graphql/enum-type.js';
import { DateTime } from '../graphql/scalars.js';
import { TaskColumnOptionsType } from './column-inputs.js';
import { LeaderboardEntryType, MetricsType } from './model-types.js';
import { TaskMonotoneConstraintType, TaskThresholdType, TaskValidationType } from './validation-types.js';

export const TaskStatusEnum = enumType<TaskStatus>(
  'TaskStatus',
  'The life of a training task. Terminal: DONE, ERROR, CANCELLED.',
  {
    WAITING: 'In the queue.',
    IN_PROGRESS: 'Being trained.',
    DONE: 'Trained; its model can predict.',
    ERROR: 'Ended without a model; `error` says why.',
    CANCELLED: 'Stopped by a user; nothing was kept.',
  },
);

export const TaskSortEnum = enumType<TaskSort>('TaskSort', 'The order of a list of tasks.', {
  NEWEST: 'By when they were submitted, newest first.',
  QUEUE:
    'Those being trained, then those that wait in the order they will run in, then those that have ended.',
  NAME: 'By name, or by the name of the file where there is none: A to Z.',
  TARGET: 'By the column that is predicted: A to Z.',
  ROWS: 'By the rows trained on, most first.',
  SKILL: 'By what the best model is worth beside the baseline, best first.',
  DURATION: 'By how long the training took, longest first.',
});

@ObjectType('TaskError', { description: 'Why a task ended without a model.' })
export class TaskErrorType implements TaskFailure {
  @Field(() => String, {
    description:
      'ENGINE_LOST, OUT_OF_MEMORY, ENGINE_UNAVAILABLE, NO_MODEL, ENGINE_REFUSED, TIMED_OUT, DISK_FULL, TASK_DAMAGED or INTERNAL_SERVER_ERROR.',
  })
  code!: string;

  @Field(() => String, { description: 'What happened and what to do, in plain words.' })
  message!: string;
}

@ObjectType('TaskOptions', { description: 'How a task is trained, every default filled in.' })
export class TaskOptionsType implements TrainingOptions {
  @Field(() => String, { nullable: true, description: 'Column to predict; null: the last column.' })
  target!: string | null;

  @Field(() => ProblemTypeChoiceEnum, {
    description: 'What was asked for; `Task.problemType` is what it became.',
  })
  problemType!: ProblemTypeChoice;

  @Field(() => Int, { nullable: true, description: 'Rows to train on at most; null: all rows.' })
  maxRows!: number | null;

  @Field(() => [String], { description: 'Columns left out.' })
  ignoredColumns!: string[];

  @Field(() => [String], { description: 'Columns trained on that are left out by default.' })
  includeColumns!: string[];

  @Field(() => [AlgorithmEnum], { description: 'Families to train.' })
  algorithms!: Algorithm[];

  @Field(() => Boolean, {
    description: 'Whether DEEP_LEARNING is added when the leader misses the quality bar.',
  })
  escalate!: boolean;

  @Field(() => Int, { description: 'Models to train at most.' })
  maxModels!: number;

  @Field(() => Int, { description: 'Wall-clock budget of the training, in seconds.' })
  maxRuntimeSecs!: number;

  @Field(() => Int, { description: 'Seed of everything random.' })
  seed!: number;

  @Field(() => [TaskColumnOptionsType], { description: 'How single columns are read.' })
  columns!: TaskColumnOptionsType[];

  @Field(() => TaskValidationType, { description: 'Which rows the models are judged on.' })
  validation!: TaskValidationType;

  @Field(() => SortMetricEnum, { description: 'What the leaderboard is sorted by.' })
  sortMetric!: SortMetric;

  @Field(() => String, { nullable: true, description: 'Column with the weight of each row.' })
  weightColumn!: string | null;

  @Field(() => Boolean, { description: 'Whether the classes are balanced during training.' })
  balanceClasses!: boolean;

  @Field(() => [TaskMonotoneConstraintType], { description: 'Columns in which the prediction is monotone.' })
  monotone!: TaskMonotoneConstraintType[];

  @Field(() => TaskThresholdType, { description: 'How the threshold of a model of two classes is chosen.' })
  threshold!: TaskThresholdType;
}

@ObjectType('TaskEvent', { description: "One line of a task's log." })
export class TaskEventType implements TaskEvent {
  @Field(() => DateTime, { description: 'When it happened.' })
  at!: string;

  @Field(() => String, { description: 'What happened, in plain words.' })
  message!: string;
}

/** Fields of a task that the API does not show, or shows in another shape, by a resolver. */
type Internal =
  | 'createdSeq'
  | 'engineReached'
  | 'engineRun'
  | 'failure'
  | 'findings'
  | 'finishEarly'
  | 'model'
  | 'queueSeq'
  | 'sample';

@ObjectType('Task', { description: 'One training run, from the queue to the saved model.' })
export class TaskType implements Omit<Task, Internal> {
  @Field(() => ID, { description: 'Id of the task, unique; never used again.' })
  id!: string;

  @Field(() => TaskStatusEnum, { description: 'Where it is in its life.' })
  status!: TaskStatus;

  @Field(() => Int, {
    nullable: true,
    description: 'Place in the queue, 1 for the next to run; null unless WAITING.',
  })
  queuePosition!: number | null;

  @Field(() => Float, { description: '0 to 1.' })
  progress!: number;

  @Field(() => String, { nullable: true, description: 'What is going on now, in a few words.' })
  message!: string | null;

  @Field(() => DateTime, { description: 'When it was submitted.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its training began.' })
  startedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => String, { description: 'Name of the uploaded file.' })
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'Display name chosen by the user; null if none.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'What the user says about it; null if nothing.' })
  note!: string | null;

  @Field(() => [String], { description: 'Words that the user groups tasks by.' })
  tags!: string[];

  @Field(() => ID, { description: 'The dataset it trains on.' })
  datasetId!: string;

  @Field(() => ProblemTypeEnum, { nullable: true, description: 'What the model predicts, as decided.' })
  problemType!: ProblemType;

  @Field(() => TaskOptionsType, { description: 'How it is trained.' })
  options!: TaskOptionsType;

  @Field(() => Int, { description: 'Starts of training so far, the present one included.' })
  attempts!: number;

  @Field(() => [String], {
    description: 'What one should know about the run, such as an algorithm that this platform lacks.',
  })
  notes!: string[];

  @Field(() => [TaskEventType], {
    description: 'What happened to it, oldest first; the latest 500 where there are more.',
  })
  events!: TaskEventType[];

  @Field(() => [LeaderboardEntryType], {
    description: 'Models so far, best first; grows while the task runs.',
  })
  leaderboard!: LeaderboardEntryType[];

  @Field(() => MetricsType, {
    nullable: true,
    description:
      'Metrics of always predicting the class shares, or the mean, to compare a model with; null until known.',
  })
  baseline!: MetricsType | null;
}

@ObjectType({ description: 'A task in its place in a list.' })
export class TaskEdge {
  @Field(() => String, { description: 'Names the place; pass it as `after` to go on from here.' })
  cursor!: string;

  @Field(() => TaskType, { description: 'The task.' })
  node!: TaskType;
}

@ObjectType({ description: 'A page of tasks.' })
export class TaskConnection {
  @Field(() => [TaskEdge], { description: 'The tasks of this page.' })
  edges!: TaskEdge[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Tasks that match, on all pages.' })
  totalCount!: number;
}
