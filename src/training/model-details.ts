import type { HoldoutPair, LeaderboardEntry, ModelDetails } from '../domain/leaderboard.js';
import type { SampleColumn } from '../domain/training-sample.js';
import type { Model } from '../h2o/client/wire-model.js';
import type { EngineNames } from './engine-names.js';
import type { Judgement } from './judgement.js';
import { variableImportanceOf } from './variable-importance.js';

export interface LeaderParts {
  readonly model: Model;
  readonly entry: LeaderboardEntry;
  readonly names: EngineNames;
  /** Of the sample. */
  readonly columns: readonly SampleColumn[];
  readonly judgement: Judgement;
  /** Of the saved model, relative to the data directory. */
  readonly path: string;
  readonly escalated: boolean;
  readonly holdout: readonly HoldoutPair[] | null;
}

export function modelDetails({
  model,
  entry,
  names,
  columns,
  judgement,
  ...rest
}: LeaderParts): ModelDetails {
  const { modelId, algorithm } = entry;
  const { metrics, confusionMatrix, rocCurve, skill, verdict, threshold, thresholdCriterion } = judgement;
  return {
    ...rest,
    ...{ modelId, algorithm, metrics, confusionMatrix, rocCurve },
    ...{ skill, verdict, threshold, thresholdCriterion },
    variableImportance: variableImportanceOf(model, names, columns),
  };
}
