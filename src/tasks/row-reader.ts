import { LRUCache } from 'lru-cache';
import { readableTask, TASK_COLUMNS, taskFromRow, type PositionOf } from './rows.js';
import type { Task } from './task.js';

type Row = Readonly<Record<string, unknown>>;

interface Read {
  readonly row: Row;
  task: Task;
  /** In which the row was last seen as it is here. */
  generation: number;
}

/** Characters of the rows that are remembered. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/**
 * Makes tasks of rows. To check and parse a row takes most of the time of a query, so a row that is as it was last time
 * is the task of that time; only its position in the queue is looked up again. While the database as a whole is as it was,
 * not even the row is read.
 */
export class RowReader {
  readonly #positionOf: PositionOf;
  readonly #read = new LRUCache<string, Read>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ row }) => 1 + charactersIn(row),
  });

  /** Of the database as it is known here. */
  #stamp = '';
  /** Another one after each change that was not followed here: every row must be looked at again. */
  #generation = 0;

  constructor(positionOf: PositionOf) {
    this.#positionOf = positionOf;
  }

  /** To be called with the stamp of the database before anything is asked. */
  lookAt(stamp: string): void {
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    this.#generation += 1;
  }

  /** A change from one stamp to the next whose every row was read here, or dropped. */
  follow(before: string, after: string): void {
    if (before === this.#stamp) this.#stamp = after;
  }

  drop(id: string): void {
    this.#read.delete(id);
  }

  /** To be called where changes were undone: some of what was read never was. */
  dropAll(): void {
    this.#read.clear();
  }

  /** null: its row must be read. */
  unchanged(id: string): Task | null {
    const last = this.#read.get(id);
    return last?.generation === this.#generation ? this.#inPlace(last) : null;
  }

  /** @throws {z.ZodError} where the row does not hold a task. */
  intact(row: unknown): Task {
    return this.#known(row) ?? this.#remember(row, taskFromRow(row, this.#positionOf));
  }

  /** As {@link intact}; but a row that is damaged is a task in ERROR that says so, with what can still be read. */
  readable(row: unknown): Task {
    const known = this.#known(row);
    if (known) return known;
    const task = readableTask(row, this.#positionOf);
    return task.failure?.code === 'TASK_DAMAGED' ? task : this.#remember(row, task);
  }

  #known(row: unknown): Task | null {
    if (!isRow(row)) return null;
    const last = this.#read.get(row['id']);
    if (!last || !isSame(row, last.row)) return null;
    last.generation = this.#generation;
    return this.#inPlace(last);
  }

  /** With its position in the queue as it is now. */
  #inPlace(last: Read): Task {
    const { task } = last;
    const queuePosition = task.status === 'WAITING' ? this.#positionOf(task.queueSeq) : null;
    if (queuePosition !== task.queuePosition) last.task = { ...task, queuePosition };
    return last.task;
  }

  #remember(row: unknown, task: Task): Task {
    if (isRow(row)) this.#read.set(row['id'], { row, task, generation: this.#generation });
    return task;
  }
}

const isRow = (row: unknown): row is Row & { readonly id: string } =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string';

/** The driver puts a measure of its own into each row, so that rows are compared by their columns. */
const isSame = (row: Row, other: Row) => TASK_COLUMNS.every((column) => row[column] === other[column]);

function charactersIn(row: Row): number {
  let count = 0;
  for (const column of TASK_COLUMNS) {
    const value = row[column];
    if (typeof value === 'string') count += value.length;
  }
  return count;
}
