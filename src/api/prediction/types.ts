import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type {
  ClassContributions,
  ColumnContribution,
  ContributionUnit,
  RowContributions,
} from '../../prediction/scorer.js';
import type {
  JsonRow,
  Prediction,
  PredictionWarning,
  PredictionWarningCode,
} from '../../prediction/prediction-service.js';
import { ContributionUnitEnum } from '../graphql/contribution-unit.js';
import { enumType } from '../graphql/enum-type.js';
import { DateTime, JSONObject } from '../graphql/scalars.js';

const PredictionWarningCodeEnum = enumType<PredictionWarningCode>(
  'PredictionWarningCode',
  'In which way the input did not fit the model.',
  {
    MISSING_COLUMN: 'A column the model was trained on is not there; it counts as missing in every row.',
    UNSEEN_LEVEL: 'A label that training never saw.',
    NOT_A_NUMBER: 'Text where the model expects a number or a time; it counts as missing.',
    RENAMED_COLUMN: 'A column was found under a name that differs in case, spaces or punctuation only.',
    EMPTY_COLUMN: 'A column has no value in the whole file.',
    OUT_OF_RANGE: 'Numbers far outside the range of training: further than that range is wide.',
    LATER_THAN_TRAINING: 'Times after the last day of training.',
    SKIPPED_ROWS:
      'Lines of the file that were taken for no row, such as totals at its end; `column` is empty.',
  },
);

@ObjectType('PredictionWarning', {
  description:
    'One a column and code; `rows` is how many rows it touches, `examples` at most 5 of the values.',
})
export class PredictionWarningType implements PredictionWarning {
  @Field(() => PredictionWarningCodeEnum, { description: 'In which way the input did not fit.' })
  code!: PredictionWarningCode;

  @Field(() => String, { description: 'Name of the column; empty where it is about the table.' })
  column!: string;

  @Field(() => Int, { description: 'How many rows it touches.' })
  rows!: number;

  @Field(() => [String], { description: 'At most 5 of the values.' })
  examples!: string[];

  @Field(() => String, { description: 'What was found and how it was treated, in plain words.' })
  message!: string;
}

@ObjectType('ColumnContribution', { description: "How one column moved one row's raw score." })
class ColumnContributionType implements ColumnContribution {
  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The value as the model understood it: a number, a label, a time in ISO 8601; null where it is missing or training never saw it.',
  })
  value!: string | number | null;

  @Field(() => Float, { description: 'What it added to the raw score.' })
  contribution!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Standard error where contributions are sampled (DEEP_LEARNING, STACKED_ENSEMBLE); null where they are exact.',
  })
  error!: number | null;
}

@ObjectType('ClassContributions', { description: 'What moved the raw score of one class of several.' })
class ClassContributionsType implements ClassContributions {
  @Field(() => String, { description: 'The class.' })
  label!: string;

  @Field(() => Float, { description: 'What every row starts from: the score of an average row.' })
  bias!: number;

  @Field(() => [ColumnContributionType], {
    description: 'The columns that moved the score most, in either direction, first.',
  })
  columns!: ColumnContributionType[];
}

@ObjectType('RowContributions', {
  description:
    'Why a row got its prediction. `bias` and the contributions of all columns add up to the raw score: of two classes that of the second, of several that of the predicted one; `unit` names its scale.',
})
class RowContributionsType implements RowContributions {
  @Field(() => Float, { description: 'What every row starts from: the score of an average row.' })
  bias!: number;

  @Field(() => [ColumnContributionType], {
    description: 'The columns that moved the score most, in either direction, first.',
  })
  columns!: ColumnContributionType[];

  @Field(() => ContributionUnitEnum, { description: 'What bias and contributions are counted in.' })
  unit!: ContributionUnit;

  @Field(() => [ClassContributionsType], {
    nullable: true,
    description: 'MULTICLASS: one entry a class, in the order of the levels; null otherwise.',
  })
  classes!: ClassContributionsType[] | null;
}

@ObjectType('Prediction', { description: 'What a model says of new rows.' })
export class PredictionType implements Omit<Prediction, 'csvId'> {
  @Field(() => ID, { description: 'The task whose model answered.' })
  taskId!: string;

  @Field(() => String, { description: 'The model that answered.' })
  modelId!: string;

  @Field(() => Int, { description: 'Rows scored; `rows` may hold fewer.' })
  rowCount!: number;

  @Field(() => [JSONObject], {
    description:
      'One object a row: `predict`, and for a classification a probability by class label. The first `limit` rows.',
  })
  rows!: JsonRow[];

  @Field(() => [RowContributionsType], {
    nullable: true,
    description: 'One entry for each of `rows`, in their order; null unless `contributions` asked for them.',
  })
  contributions!: RowContributionsType[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When `csvUrl` expires; it ends before that when the service is restarted. null without one.',
  })
  csvExpiresAt!: Date | null;

  @Field(() => [PredictionWarningType], {
    description:
      'What the input lacked, or held that training never saw. `strict: true` makes any of these a SCHEMA_MISMATCH error.',
  })
  warnings!: PredictionWarningType[];
}
