import type { LeaderboardEntry, ModelDetails } from '../domain/leaderboard.js';
import type { Model } from '../h2o/client/wire-model.js';
import type { EngineNames } from './engine-names.js';
import { confusionMatrixOf, rocCurveOf } from './metrics.js';
import { variableImportanceOf } from './variable-importance.js';

export function modelDetails(
  model: Model,
  { modelId, algorithm, metrics }: LeaderboardEntry,
  names: EngineNames,
  rest: Pick<ModelDetails, 'path' | 'escalated' | 'holdout'>,
): ModelDetails {
  return {
    modelId,
    algorithm,
    ...rest,
    metrics,
    variableImportance: variableImportanceOf(model, names),
    confusionMatrix: confusionMatrixOf(model),
    rocCurve: rocCurveOf(model),
  };
}
