import type { HoldoutPair, LeaderboardEntry, ModelDetails } from '../domain/leaderboard.js';
import type { Model } from '../h2o/client/wire-model.js';
import { confusionMatrixOf, rocCurveOf } from './metrics.js';
import { variableImportanceOf } from './variable-importance.js';

/** @param path of the saved model, relative to the data directory. */
export function modelDetails(
  model: Model,
  { modelId, algorithm, metrics }: LeaderboardEntry,
  path: string,
  escalated: boolean,
  holdout: readonly HoldoutPair[] | null,
): ModelDetails {
  return {
    modelId,
    algorithm,
    path,
    metrics,
    escalated,
    variableImportance: variableImportanceOf(model),
    confusionMatrix: confusionMatrixOf(model),
    rocCurve: rocCurveOf(model),
    holdout,
  };
}
