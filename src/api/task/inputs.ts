import { Field, InputType, Int } from 'type-graphql';
import {
  DEFAULT_TRAINING_OPTIONS,
  type Algorithm,
  type ProblemTypeChoice,
  type SortMetric,
} from '../../domain/training-options.js';
import { ColumnOptionsInput } from './column-inputs.js';
import { AlgorithmEnum, ProblemTypeChoiceEnum, SortMetricEnum } from '../graphql/domain-enums.js';
import { ThresholdOptionsInput } from './threshold-input.js';
import { MonotoneConstraintInput, ValidationOptionsInput } from './validation-types.js';

const standard = DEFAULT_TRAINING_OPTIONS;

/** As a client sends it: a field may be null, which asks for the default, save for `maxRows`. */
@InputType('TrainingOptions', { description: 'How to train. Every field has a default.' })
export class TrainingOptionsInput {
  @Field(() => String, {
    nullable: true,
    description: 'Column to predict, by name. Default: the last column.',
  })
  target?: string | null;

  @Field(() => ProblemTypeChoiceEnum, {
    nullable: true,
    defaultValue: standard.problemType,
    description:
      'AUTO: text, booleans and integers with at most 10 distinct values are classes; other numbers are a regression.',
  })
  problemType?: ProblemTypeChoice | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: standard.maxRows,
    description:
      'Train on at most this many rows (10 or more), drawn evenly at random (by class for a classification). null: all rows.',
  })
  maxRows?: number | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: standard.ignoredColumns,
    description: 'Columns to leave out.',
  })
  ignoredColumns?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: standard.includeColumns,
    description:
      'Columns to train on that are left out by default, with a finding that says so: keys, and copies of the target.',
  })
  includeColumns?: string[] | null;

  @Field(() => [AlgorithmEnum], {
    nullable: true,
    defaultValue: standard.algorithms,
    description: 'Families of models to train, each named once. STACKED_ENSEMBLE needs another beside it.',
  })
  algorithms?: Algorithm[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: standard.escalate,
    description:
      'Adds DEEP_LEARNING when the leader misses the quality bar (classification: logloss, regression: R2).',
  })
  escalate?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: standard.maxModels,
    description: 'Models to train at most, ensembles aside; 1 to 1000.',
  })
  maxModels?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: standard.maxRuntimeSecs,
    description: "Wall-clock budget of one task's training, in seconds; 1 to 86400.",
  })
  maxRuntimeSecs?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: standard.seed,
    description: 'Seed of everything random, 0 or more: the sample, the folds and the models.',
  })
  seed?: number | null;

  @Field(() => [ColumnOptionsInput], {
    nullable: true,
    defaultValue: [],
    description: 'Overrides how single columns are read.',
  })
  columns?: ColumnOptionsInput[] | null;

  @Field(() => ValidationOptionsInput, {
    nullable: true,
    description: 'Which rows the models are judged on. Default: random folds.',
  })
  validation?: ValidationOptionsInput | null;

  @Field(() => SortMetricEnum, {
    nullable: true,
    defaultValue: standard.sortMetric,
    description: 'What the leaderboard is sorted by. AUTO: logloss, or RMSE.',
  })
  sortMetric?: SortMetric | null;

  @Field(() => String, {
    nullable: true,
    description: 'Numeric column with the weight of each row, 0 or more; not used as a feature.',
  })
  weightColumn?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: standard.balanceClasses,
    description: 'Balances the classes during training; probabilities are corrected afterwards.',
  })
  balanceClasses?: boolean | null;

  @Field(() => [MonotoneConstraintInput], {
    nullable: true,
    defaultValue: [],
    description: 'Columns in which the prediction must be monotone; only GBM and XGBOOST are trained then.',
  })
  monotone?: MonotoneConstraintInput[] | null;

  @Field(() => ThresholdOptionsInput, {
    nullable: true,
    description: 'How the threshold of a model of two classes is chosen, on cross-validated predictions.',
  })
  threshold?: ThresholdOptionsInput | null;
}
