import { Field, Float, Int, ObjectType } from 'type-graphql';
import type {
  ConfusionMatrix,
  HoldoutPair,
  LeaderboardEntry,
  Metrics,
  ModelDetails,
  RocPoint,
  VariableImportance,
} from '../../domain/leaderboard.js';
import type { Algorithm, ThresholdCriterion } from '../../domain/training-options.js';
import { AlgorithmEnum, ThresholdCriterionEnum } from '../graphql/domain-enums.js';

const metric = (description: string) => Field(() => Float, { nullable: true, description });

@ObjectType('Metrics', {
  description:
    'How good a model is. Cross-validated, unless a field says otherwise. null: does not apply to the problem type.',
})
export class MetricsType implements Metrics {
  @metric('Area under the ROC curve, 0.5 (chance) to 1. Binary only.')
  auc!: number | null;

  @metric('Area under the precision-recall curve, 0 to 1. Binary only.')
  aucpr!: number | null;

  @metric('Mean negative log-likelihood of the true class; 0 is perfect. Classification only.')
  logloss!: number | null;

  @metric('Share of wrong answers, averaged over the classes, 0 to 1. Classification only.')
  meanPerClassError!: number | null;

  @metric('Share of right answers, 0 to 1. Classification only.')
  accuracy!: number | null;

  @metric('Mean squared error.')
  mse!: number | null;

  @metric('Root mean squared error, in units of the target.')
  rmse!: number | null;

  @metric('Mean absolute error, in units of the target. Regression only.')
  mae!: number | null;

  @metric(
    'Root mean squared logarithmic error; null where a value is negative, so that it has none. Regression only.',
  )
  rmsle!: number | null;

  @metric('Coefficient of determination: 1 is perfect, 0 as good as the mean. Regression only.')
  r2!: number | null;
}

@ObjectType('LeaderboardEntry', { description: 'One trained model and how good it is.' })
export class LeaderboardEntryType implements LeaderboardEntry {
  @Field(() => String, { description: "The engine's name of the model." })
  modelId!: string;

  @Field(() => AlgorithmEnum, { description: 'The family it belongs to.' })
  algorithm!: Algorithm;

  @Field(() => Int, { description: 'Place on the leaderboard; 1 is the leader.' })
  rank!: number;

  @Field(() => MetricsType, { description: 'How good it is.' })
  metrics!: MetricsType;

  @Field(() => MetricsType, {
    nullable: true,
    description:
      'Standard deviation of the metrics over the folds. Models that differ by less are equally good; null where there are no folds.',
  })
  spread!: MetricsType | null;

  @Field(() => Int, { nullable: true, description: 'Milliseconds that its training took, its folds aside.' })
  trainingMs!: number | null;
}

@ObjectType('VariableImportance', { description: 'How much a column contributes to a model.' })
export class VariableImportanceType implements VariableImportance {
  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => Float, { description: '1 for the most important column, the others in proportion.' })
  relative!: number;
}

@ObjectType('ConfusionMatrix', { description: 'How often each class was taken for each other.' })
export class ConfusionMatrixType implements ConfusionMatrix {
  @Field(() => [String], { description: 'The classes, in the order of the rows and columns of `counts`.' })
  labels!: string[];

  @Field(() => [[Int]], { description: 'counts[i][j]: rows of class i that the model called class j.' })
  counts!: number[][];
}

@ObjectType('RocPoint', { description: 'One point of the ROC curve.' })
export class RocPointType implements RocPoint {
  @Field(() => Float, { description: 'Probability from which on a row counts as positive.' })
  threshold!: number;

  @Field(() => Float, { description: 'Share of the negatives called positive, 0 to 1.' })
  falsePositiveRate!: number;

  @Field(() => Float, { description: 'Share of the positives called positive, 0 to 1.' })
  truePositiveRate!: number;
}

@ObjectType('HoldoutPair', {
  description: "A training row's target, and what the model made of it while it was not shown that row.",
})
export class HoldoutPairType implements HoldoutPair {
  @Field(() => Float, { description: 'The value in the table.' })
  actual!: number;

  @Field(() => Float, { description: 'What the model of the other folds said.' })
  predicted!: number;
}

@ObjectType('ModelDetails', { description: 'The best model of a finished task.' })
export class ModelDetailsType implements ModelDetails {
  @Field(() => String, { description: "The engine's name of the model." })
  modelId!: string;

  @Field(() => AlgorithmEnum, { description: 'The family it belongs to.' })
  algorithm!: Algorithm;

  @Field(() => String, { description: 'Path of the saved model, relative to the data directory.' })
  path!: string;

  @Field(() => MetricsType, { description: 'How good it is.' })
  metrics!: MetricsType;

  @Field(() => Boolean, {
    description: 'True where the quality bar was missed and DEEP_LEARNING was added.',
  })
  escalated!: boolean;

  @Field(() => [VariableImportanceType], {
    description: 'Columns by importance, most important first. Empty where the model has no such measure.',
  })
  variableImportance!: VariableImportanceType[];

  @Field(() => ConfusionMatrixType, {
    nullable: true,
    description: 'How often each class was taken for each other; null for a regression.',
  })
  confusionMatrix!: ConfusionMatrixType | null;

  @Field(() => [RocPointType], { nullable: true, description: 'The ROC curve; null unless BINARY.' })
  rocCurve!: RocPointType[] | null;

  @Field(() => [HoldoutPairType], {
    nullable: true,
    description:
      'Actual and predicted values in cross-validation, at most 1000 rows, evenly drawn; null unless REGRESSION.',
  })
  holdout!: HoldoutPairType[] | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of the baseline's loss (logloss, or squared error) that the model removes: 1 perfect, 0 as good as no model, below 0 worse.",
  })
  skill!: number | null;

  @Field(() => String, {
    description:
      'One sentence on how good it is, against the baseline; empty for a task of an older version.',
  })
  verdict!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'The second class is predicted where its probability reaches this value; null unless BINARY. The confusion matrix, accuracy and `predict` all use it.',
  })
  threshold!: number | null;

  @Field(() => ThresholdCriterionEnum, { nullable: true, description: 'How the threshold was chosen.' })
  thresholdCriterion!: ThresholdCriterion | null;
}
