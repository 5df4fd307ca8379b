import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Evaluation } from '../../evaluation/evaluation.js';
import { FindingType } from '../graphql/finding-types.js';
import { PredictionWarningType } from '../prediction/types.js';
import { CalibrationBinType, ThresholdPointType } from './insight-types.js';
import { ConfusionMatrixType, HoldoutPairType, MetricsType, RocPointType } from '../task/model-types.js';

@ObjectType('Evaluation', { description: 'How a model does on rows with a known target.' })
export class EvaluationType implements Evaluation {
  @Field(() => Int, { description: 'Rows that were compared: those with a target that training saw.' })
  rows!: number;

  @Field(() => MetricsType, { description: 'Of the model, on these rows.' })
  metrics!: MetricsType;

  @Field(() => MetricsType, {
    description: 'Of always predicting the shares of the classes in these rows, or their mean.',
  })
  baseline!: MetricsType;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of the baseline's loss (logloss, or squared error) that the model removes: 1 perfect, 0 as good as no model, below 0 worse.",
  })
  skill!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The second class was predicted from this probability on; null unless BINARY.',
  })
  threshold!: number | null;

  @Field(() => ConfusionMatrixType, { nullable: true, description: 'null for a regression.' })
  confusionMatrix!: ConfusionMatrixType | null;

  @Field(() => [ThresholdPointType], {
    description: 'What holds at each threshold, ascending, at most some 200; empty unless BINARY.',
  })
  thresholds!: ThresholdPointType[];

  @Field(() => [RocPointType], {
    nullable: true,
    description: 'The ROC curve, at most 200 points; null unless BINARY with rows of both classes.',
  })
  rocCurve!: RocPointType[] | null;

  @Field(() => [HoldoutPairType], {
    nullable: true,
    description: 'Actual and predicted values, at most 1000 rows, evenly drawn; null unless REGRESSION.',
  })
  pairs!: HoldoutPairType[] | null;

  @Field(() => [CalibrationBinType], {
    nullable: true,
    description: 'Ten bins of about equally many rows; null unless BINARY.',
  })
  calibration!: CalibrationBinType[] | null;

  @Field(() => [FindingType], { description: 'What one should know before one relies on the figures.' })
  findings!: FindingType[];

  @Field(() => [PredictionWarningType], { description: 'As of `predict`.' })
  warnings!: PredictionWarningType[];
}
