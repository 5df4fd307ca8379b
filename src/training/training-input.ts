import type { EngineRun } from '../domain/run.js';
import type { TableReading } from '../domain/table-reading.js';
import type { TrainingOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';

/** What is needed of a task to train it. */
export interface TrainingInput {
  readonly taskId: string;
  readonly sample: TrainingSample;
  readonly options: TrainingOptions;
  /** sha256 of the upload. */
  readonly datasetId: string;
  readonly fileName: string;
  /** How the training file was read; absent or null: not known. */
  readonly reading?: TableReading | null;
  /** Of an earlier attempt that was cut off; taken up again where the engine still has it. */
  readonly engineRun: EngineRun | null;
}
