import type { ModelLab, Parameters } from './lab.js';
import { deep, drf, gbm, glm, xgboost, type Variant } from './variants.js';

/** What a base model needs to be one. */
const FOLDS = { nfolds: 3, fold_assignment: 'Modulo', keep_cross_validation_predictions: true };

const baseVariants: readonly Variant[] = [
  gbm({ ntrees: 5 }),
  drf({ ntrees: 5 }),
  xgboost({ ntrees: 5 }),
  glm({}),
  deep({ epochs: 1 }),
];

/** Trains a model of each algorithm that an ensemble can be made of. @returns their ids. */
export async function trainBaseModels(
  lab: ModelLab,
  frame: string,
  response: string,
  parameters: Parameters = {},
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { algorithm, parameters: own } of baseVariants) {
    ids.push(await lab.train(algorithm, frame, response, { ...own, ...FOLDS, ...parameters }));
  }
  return ids;
}

/** How ensembles put base models together; the first is what AutoML does. */
export const metalearners: readonly Parameters[] = [
  { metalearner_algorithm: 'AUTO' },
  { metalearner_algorithm: 'gbm' },
  { metalearner_algorithm: 'drf' },
  { metalearner_algorithm: 'deeplearning' },
  { metalearner_algorithm: 'xgboost' },
];

/** For classifications only: of the logarithms of the odds of the base models. */
export const logitMetalearner: Parameters = { metalearner_algorithm: 'glm', metalearner_transform: 'Logit' };
