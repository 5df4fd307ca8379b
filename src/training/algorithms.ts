import { TaskRunError } from '../domain/task-run-error.js';
import type { Algorithm } from '../domain/training-options.js';
import { BASE_ALGORITHMS } from './modeling-plan.js';

export interface ChosenAlgorithms {
  readonly algorithms: readonly Algorithm[];
  /** What differs from the request, and why. */
  readonly notes: readonly string[];
}

const NO_XGBOOST = 'H2O has no XGBoost on this platform';
/** An ensemble needs models to combine. */
const ENSEMBLE_BASES: readonly Algorithm[] = ['GLM', 'GBM', 'XGBOOST'];

/**
 * The algorithms to train: those requested, less what the engine lacks.
 * @param capabilities the engine's extensions; `XGBoost` is missing on some platforms.
 * @param isMonotone whether the prediction must be monotone in some column
 * @throws {TaskRunError} NO_MODEL where nothing is left.
 */
export function chooseAlgorithms(
  requested: readonly Algorithm[],
  capabilities: ReadonlySet<string>,
  isMonotone = false,
): ChosenAlgorithms {
  if (isMonotone) return chooseMonotone(requested, capabilities);
  const available = (algorithm: Algorithm) => algorithm !== 'XGBOOST' || capabilities.has('XGBoost');
  const algorithms = requested.filter(available);
  if (algorithms.length === 0) {
    throw new TaskRunError(
      'NO_MODEL',
      `${NO_XGBOOST}, and no other algorithm was asked for. Add GBM or GLM.`,
    );
  }
  const notes = algorithms.length < requested.length ? [`${NO_XGBOOST}: trained without it.`] : [];
  if (algorithms.some((algorithm) => BASE_ALGORITHMS.some((base) => base === algorithm))) {
    return { algorithms, notes };
  }
  const bases = ENSEMBLE_BASES.filter(available);
  return {
    algorithms: [...bases, ...algorithms],
    notes: [...notes, `An ensemble combines other models: trained ${bases.join(', ')} for it.`],
  };
}

/** Of its matrix of columns by columns, and of what solves it. */
const LINEAR_COPIES = 2;
/** Of the heap; the rest is for the data and the other models. */
const LINEAR_SHARE = 0.5;

/**
 * Without GLM where what it makes of the columns would fill the engine's memory, and all models with it.
 * @param width columns as a linear model sees them: each level of a category is one.
 * @param heapBytes null: not known.
 * @throws {TaskRunError} NO_MODEL where nothing else is left.
 */
export function withoutTooWide(
  algorithms: readonly Algorithm[],
  width: number,
  heapBytes: number | null,
): ChosenAlgorithms {
  const needed = LINEAR_COPIES * 8 * width ** 2;
  if (heapBytes === null || needed <= LINEAR_SHARE * heapBytes || !algorithms.includes('GLM')) {
    return { algorithms, notes: [] };
  }
  const why = `it makes ${width} columns of the table, a level of a category each, which do not fit into the engine's memory.`;
  const others = algorithms.filter((algorithm) => algorithm !== 'GLM');
  if (others.length === 0) {
    throw new TaskRunError(
      'NO_MODEL',
      `No GLM: ${why} Add GBM or XGBOOST, or leave out columns with many levels.`,
    );
  }
  return { algorithms: others, notes: [`Trained without GLM: ${why}`] };
}

/** Only these keep a prediction monotone. */
const MONOTONE: readonly Algorithm[] = ['GBM', 'XGBOOST'];

function chooseMonotone(
  requested: readonly Algorithm[],
  capabilities: ReadonlySet<string>,
): ChosenAlgorithms {
  const left = requested.filter((algorithm) => MONOTONE.includes(algorithm));
  const { algorithms, notes } = chooseAlgorithms(left, capabilities);
  const others = requested.filter((algorithm) => !MONOTONE.includes(algorithm));
  const note = `Trained without ${others.join(', ')}: only GBM and XGBOOST can be kept monotone.`;
  return { algorithms, notes: others.length > 0 ? [...notes, note] : notes };
}
