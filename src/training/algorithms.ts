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
