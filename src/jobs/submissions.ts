import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { TrainingOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { CsvUpload } from '../domain/csv-upload.js';
import type { TaskService } from '../tasks/task-service.js';
import type { Task } from '../tasks/task.js';
import { requireHeap } from './heap.js';
import type { DatasetLibrary } from '../datasets/library.js';
import type { DataDirectory } from '../storage/data-directory.js';
import type { DiskSpace } from '../storage/disk-space.js';

export interface SubmissionOptions {
  readonly tasks: Pick<TaskService, 'submit' | 'retry' | 'assertRoom'>;
  readonly library: DatasetLibrary;
  readonly files: DataDirectory;
  readonly disk: DiskSpace;
  /** Heap of the engine in bytes; null: not known. */
  readonly engineHeap: () => number | null;
}

/**
 * Takes in what a task trains on and queues the task. When a call answers, dataset, sample and task are on the
 * disk; when it fails, there is none of what it would have made.
 */
export class Submissions {
  readonly #options: SubmissionOptions;

  constructor(options: SubmissionOptions) {
    this.#options = options;
  }

  /**
   * @throws {QueueFullError} {DiskFullError} before a byte of the upload is read, where that is known by then;
   *   {BadUserInputError} for more than the engine can hold
   */
  async fromUpload(upload: CsvUpload, options: TrainingOptions, signal: AbortSignal): Promise<Task> {
    const { library, files } = this.#options;
    this.#assertRoom();
    return files.withScratch(async (folder) => {
      const outFile = path.join(folder, 'sample.csv');
      const { table, sample } = await library.readWithSample(upload, folder, { ...options, outFile }, signal);
      await requireHeap(sample, this.#options.engineHeap());
      // From here to the task's row nothing waits: a deletion of the dataset finds it either unused or needed.
      const { dataset, isNew } = library.keep(table, upload.fileName);
      try {
        return this.#submit(dataset.id, upload.fileName, options, sample);
      } catch (error) {
        if (isNew) await library.delete(dataset.id);
        throw error;
      }
    });
  }

  async fromDataset(datasetId: string, options: TrainingOptions, signal: AbortSignal): Promise<Task> {
    const { library, files } = this.#options;
    this.#assertRoom();
    return files.withScratch(async (folder) => {
      const outFile = path.join(folder, 'sample.csv');
      const sample = await library.sample(datasetId, { ...options, outFile }, signal);
      await requireHeap(sample, this.#options.engineHeap());
      // It may have been deleted while it was read.
      const { fileName } = library.get(datasetId);
      return this.#submit(datasetId, fileName, options, sample);
    });
  }

  /** @throws {DiskFullError}, and as {@link TaskService.retry} does */
  retry(id: string): Task {
    const { tasks, disk } = this.#options;
    disk.assertRoom();
    return tasks.retry(id);
  }

  #submit(
    datasetId: string,
    fileName: string,
    options: TrainingOptions,
    { file, ...sample }: TrainingSample,
  ): Task {
    const { tasks, files } = this.#options;
    const id = randomUUID();
    files.place(file, files.sampleFile(id));
    try {
      return tasks.submit({ id, datasetId, fileName, options, sample });
    } catch (error) {
      void files.removeTask(id);
      throw error;
    }
  }

  #assertRoom(): void {
    this.#options.tasks.assertRoom();
    this.#options.disk.assertRoom();
  }
}
