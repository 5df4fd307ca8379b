import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where uploads, samples and models lie: `datasets/<id>/data.csv`, `tasks/<id>/sample.csv`, `models/<task id>/`.
 * What is being written, and what is being removed, lies under `tmp`, on the same file system: it appears and goes in
 * one rename.
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
   * Removes files without an owner: a kill between storing a row and placing or removing its files leaves such. To be
   * called before anything is placed.
   */
  async removeOrphans(owns: {
    readonly task: (id: string) => boolean;
    readonly dataset: (id: string) => boolean;
  }): Promise<void> {
    for (const [folder, isOwned] of [
      ['tasks', owns.task],
      ['models', owns.task],
      ['datasets', owns.dataset],
    ] as const) {
      const ids = await readdir(this.#under(folder));
      await Promise.all(ids.filter((id) => !isOwned(id)).map((id) => this.#remove(this.#under(folder, id))));
    }
  }

  datasetFile(id: string): string {
    return this.#under('datasets', id, 'data.csv');
  }

  sampleFile(taskId: string): string {
    return this.#under('tasks', taskId, 'sample.csv');
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

  /** Hands `work` a folder of its own, which is gone when the promise settles. */
  async withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(this.#under('tmp', 'upload-'));
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Moves a file, whose bytes are on the disk already, to its place for good. Synchronous, so that a caller can store
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
    return this.#remove(this.#under('models', taskId));
  }

  #remove(folder: string): Promise<void> {
    const doomed = this.#under('tmp', `removed-${randomUUID()}`);
    try {
      renameSync(folder, doomed);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Promise.resolve();
      throw error;
    }
    return rm(doomed, { recursive: true, force: true });
  }

  #under(...parts: string[]): string {
    return path.join(this.#root, ...parts);
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
