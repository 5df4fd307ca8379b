import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { TrainingOptions } from '../../domain/training-options.js';
import type { TrainingSample } from '../../domain/training-sample.js';
import { BadUserInputError, QueueFullError } from '../../errors.js';
import type { CsvUpload } from '../../prediction/prediction-service.js';
import type { TaskService } from '../../tasks/task-service.js';
import type { Task } from '../../tasks/task.js';
import type { DatasetLibrary } from '../dataset/library.js';
import type { DataDirectory } from '../data-directory.js';
import type { UploadedFile } from '../scalars.js';

export interface SubmissionParts {
  readonly tasks: Pick<TaskService, 'submit' | 'queueLength'>;
  readonly library: DatasetLibrary;
  readonly files: DataDirectory;
  /** WAITING tasks at most. */
  readonly queueLimit: number;
}

export type TrainingSource =
  | { readonly kind: 'upload'; readonly file: UploadedFile }
  | { readonly kind: 'dataset'; readonly datasetId: string };

/** @throws {BadUserInputError} unless there is exactly one of the two. */
export function chooseSource(
  file: UploadedFile | null | undefined,
  datasetId: string | null | undefined,
): TrainingSource {
  if (file && datasetId == null) return { kind: 'upload', file };
  if (!file && datasetId != null) return { kind: 'dataset', datasetId };
  const found = file ? 'both' : 'neither';
  throw new BadUserInputError(`trainModel takes either a file or a datasetId; it got ${found}.`, {
    field: 'file',
  });
}

/**
 * Takes in what a task trains on and puts the task in line. When a call answers, dataset, sample and task are on the
 * disk; when it fails, there is none of what it would have made.
 */
export class Submissions {
  readonly #parts: SubmissionParts;

  constructor(parts: SubmissionParts) {
    this.#parts = parts;
  }

  /** @throws {QueueFullError} before a byte of the upload is read, where that can be told. */
  async fromUpload(upload: CsvUpload, options: TrainingOptions, signal: AbortSignal): Promise<Task> {
    const { library, files } = this.#parts;
    this.#assertRoom();
    return files.withScratch(async (folder) => {
      const outFile = path.join(folder, 'sample.csv');
      const { table, sample } = await library.readWithSample(upload, folder, { ...options, outFile }, signal);
      // From here to the task's row nothing waits: whoever deletes the dataset finds it either unused or needed.
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
    const { library, files } = this.#parts;
    this.#assertRoom();
    return files.withScratch(async (folder) => {
      const outFile = path.join(folder, 'sample.csv');
      const sample = await library.sample(datasetId, { ...options, outFile }, signal);
      // It may have been deleted while it was read.
      const { fileName } = library.get(datasetId);
      return this.#submit(datasetId, fileName, options, sample);
    });
  }

  #submit(datasetId: string, fileName: string, options: TrainingOptions, sample: TrainingSample): Task {
    const { tasks, files } = this.#parts;
    const id = randomUUID();
    const file = files.sampleFile(id);
    files.place(sample.file, file);
    try {
      return tasks.submit({ id, datasetId, fileName, options, sample: { ...sample, file } });
    } catch (error) {
      void files.removeTask(id);
      throw error;
    }
  }

  #assertRoom(): void {
    const { tasks, queueLimit } = this.#parts;
    const waiting = tasks.queueLength();
    if (waiting < queueLimit) return;
    throw new QueueFullError(`${waiting} tasks wait already, the most there may be. Try again later.`, {
      queueLimit,
    });
  }
}
