import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DiskFullError } from '../domain/errors.js';
import { isDiskFull } from './disk-space.js';
import { modelFolder } from './model-folder.js';

/** What the database knows of; every other file of a task or dataset is somebody else's. */
export interface KnownIds {
  readonly tasks: ReadonlySet<string>;
  readonly datasets: ReadonlySet<string>;
}

/** Files that no row knows, and where they are now, relative to the data directory. */
export interface SetAside {
  readonly folder: string;
  readonly count: number;
}

/**
 * Where uploads, samples, models and results lie; the only place that knows their paths. None is ever stored, so the
 * directory can be moved. What is being written, and what is being removed, lies under `tmp`, on the same file system:
 * it appears and goes in one rename.
 */
export class DataDirectory {
  readonly #root: string;

  /** `root` is absolute. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Throws away what an earlier run left half-done, and makes the folders. To be called before anything else. */
  async prepare(): Promise<void> {
    await rm(this.#under('tmp'), { recursive: true, force: true });
    for (const folder of ['tmp', 'datasets', 'tasks', 'models', 'predictions']) {
      await mkdir(this.#under(folder), { recursive: true });
    }
  }

  /**
   * Moves files that no row knows into `set-aside/<time>/`, and deletes none: the database may be an older one, put back
   * from a backup. To be called before anything is placed.
   * @returns null where there were none
   */
  async setAsideUnknown({ tasks, datasets }: KnownIds): Promise<SetAside | null> {
    const folder = `set-aside/${new Date().toISOString().replaceAll(':', '-')}`;
    let count = 0;
    for (const [kind, known] of [
      ['tasks', tasks],
      ['models', tasks],
      ['datasets', datasets],
    ] as const) {
      const unknown = (await readdir(this.#under(kind))).filter((id) => !known.has(id));
      if (unknown.length === 0) continue;
      mkdirSync(this.#under(folder, kind), { recursive: true });
      for (const id of unknown) renameSync(this.#under(kind, id), this.#under(folder, kind, id));
      count += unknown.length;
    }
    return count === 0 ? null : { folder, count };
  }

  datasetFile(id: string): string {
    return this.#under('datasets', id, 'data.csv');
  }

  sampleFile(taskId: string): string {
    return this.#under('tasks', taskId, 'sample.csv');
  }

  modelFolder(taskId: string): string {
    return modelFolder(this.modelsDir, taskId);
  }

  get modelsDir(): string {
    return this.#under('models');
  }

  get predictionsDir(): string {
    return this.#under('predictions');
  }

  /** The absolute path of what a task calls by its path relative to this directory; null where it would lie outside. */
  resolve(relative: string): string | null {
    const absolute = path.resolve(this.#root, relative);
    return absolute.startsWith(this.#root + path.sep) ? absolute : null;
  }

  /**
   * Gives `work` a folder of its own, which is gone when the promise settles.
   * @throws {DiskFullError} where `work` ran out of room
   */
  async withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(this.#under('tmp', 'upload-')).catch(noRoom);
    try {
      return await work(folder);
    } catch (error) {
      return noRoom(error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Moves a file, whose bytes are on the disk already, to its place. Synchronous, so that a caller can store
   * the row that goes with it in the same step, before anything else removes either.
   */
  place(from: string, to: string): void {
    const folder = path.dirname(to);
    mkdirSync(folder, { recursive: true });
    renameSync(from, to);
    // A rename is durable once its folder is, and a new folder once its parent is.
    syncFolder(folder);
    syncFolder(path.dirname(folder));
  }

  /** Whether the two files are there and have the same size. */
  isSameSize(one: string, other: string): boolean {
    const [a, b] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false })?.size);
    return a !== undefined && a === b;
  }

  /** Removes a dataset's folder; it is out of the way as soon as this returns its promise. */
  removeDataset(id: string): Promise<void> {
    return this.#remove(this.#under('datasets', id));
  }

  /** Removes a task's folder; it is out of the way as soon as this returns its promise. */
  removeTask(id: string): Promise<void> {
    return this.#remove(this.#under('tasks', id));
  }

  /** Removes a task's saved model; it is out of the way as soon as this returns its promise. */
  removeModel(taskId: string): Promise<void> {
    return this.#remove(this.modelFolder(taskId));
  }

  #remove(folder: string): Promise<void> {
    const removed = this.#under('tmp', `removed-${randomUUID()}`);
    try {
      renameSync(folder, removed);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Promise.resolve();
      throw error;
    }
    return rm(removed, { recursive: true, force: true });
  }

  #under(...parts: string[]): string {
    return path.join(this.#root, ...parts);
  }
}

function noRoom(error: unknown): never {
  if (!isDiskFull(error)) throw error;
  throw new DiskFullError(
    'The disk of the service is full. Nothing was kept; try again when there is room, or delete tasks or datasets.',
    {},
    { cause: error },
  );
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
