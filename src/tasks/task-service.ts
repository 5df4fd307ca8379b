import type { ModelDetails } from '../domain/leaderboard.js';
import type { TrainingOptions } from '../domain/training-options.js';
import type { StoredSample } from '../domain/training-sample.js';
import type { Estimate } from './estimates.js';
import type { Task, TaskStatus } from './task.js';

export interface NewTask {
  /** Chosen by the caller, so that the sample can be written under it beforehand. */
  readonly id: string;
  readonly datasetId: string;
  readonly fileName: string;
  readonly options: TrainingOptions;
  readonly sample: StoredSample;
}

/** What the user calls a task, and says of it. */
export interface Description {
  readonly name: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
}

/** How tasks are sorted: {@link TaskPages} says by what, and in which direction. */
export type TaskSort = 'NEWEST' | 'QUEUE' | 'NAME' | 'TARGET' | 'ROWS' | 'SKILL' | 'DURATION';

/** What a task is sorted by; null where that is its age. */
export type SortKey = string | number | null;

/** Where a task stands in a sorted list. */
export interface TaskPlace {
  readonly createdSeq: number;
  readonly key: SortKey;
}

export interface PageRequest {
  readonly first: number;
  /** The page starts with the task behind this place, whether or not there still is one at it. */
  readonly after?: TaskPlace;
  readonly filter?: TaskFilter;
  /** Default: `NEWEST`. */
  readonly sort?: TaskSort;
}

export interface TaskPage {
  readonly tasks: readonly Task[];
  /** What each of them is sorted by. */
  readonly keys: readonly SortKey[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface TaskFilter {
  readonly status?: readonly TaskStatus[];
  /** Case-insensitive part of the name, a tag, the file name, the target or the id. */
  readonly search?: string;
  readonly datasetId?: string;
  /** One of its tags, exactly. */
  readonly tag?: string;
  /** Its target, exactly. */
  readonly target?: string;
}

/** All that other rooms may do with tasks. Every change is durable before the call answers. */
export interface TaskService {
  /** WAITING tasks at most. */
  readonly queueLimit: number;
  /** @throws {QueueFullError} @throws {EngineUnavailableError} where the service is stopping */
  assertRoom(): void;
  /** Puts a task at the end of the queue. Throws as {@link assertRoom} does. */
  submit(task: NewTask): Task;
  /** @throws {TaskNotFoundError} */
  get(id: string): Task;
  find(id: string): Task | null;
  list(page: PageRequest): TaskPage;
  /** Changes what is known of the model of a DONE task. @throws {TaskNotReadyError} where it has none */
  judge(id: string, change: Partial<ModelDetails>): Task;
  /** WAITING tasks. */
  queueLength(): number;
  /** Stops the task and keeps nothing; resolves when the engine's job has ended. A finished task stays as it is. */
  cancel(id: string): Promise<Task>;
  /** @throws {TaskNotReadyError} unless IN_PROGRESS */
  finishEarly(id: string): Task;
  /** Puts an ERROR or CANCELLED task at the end of the queue. @throws {TaskNotReadyError} {QueueFullError} */
  retry(id: string): Task;
  /** Absent fields stay as they are. @throws {TaskNotFoundError} */
  describe(id: string, changes: Partial<Description>): Task;
  /** When it will start and end, by the tasks ahead and the pace so far; null once it has ended. */
  estimate(task: Task): Estimate;
  /** Removes the row, the sample and the model; a running task is cancelled first. */
  delete(id: string): Promise<void>;
  /** The task as it is now, then again at every change; ends when the task has ended, is deleted, or `signal` aborts. */
  watch(id: string, signal?: AbortSignal): AsyncIterableIterator<Task>;
  /** Any task's change, from now on. */
  watchAll(signal?: AbortSignal): AsyncIterableIterator<Task>;
  /** Each task that is deleted from now on, as it was. */
  watchDeletions(signal?: AbortSignal): AsyncIterableIterator<Task>;
}
