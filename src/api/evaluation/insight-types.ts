import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { CalibrationBin, ThresholdPoint } from '../../domain/threshold.js';
import type { ContributionOverview } from '../../evaluation/contribution-overview.js';
import type { ColumnImportance } from '../../evaluation/importance.js';
import type { PartialDependence } from '../../evaluation/insights.js';
import type { RowsKind } from '../../evaluation/task-rows.js';
import type { ContributionUnit } from '../../prediction/scorer.js';
import { ContributionUnitEnum } from '../graphql/contribution-unit.js';
import { enumType } from '../graphql/enum-type.js';

type ColumnSummary = ContributionOverview['columns'][number];
type PartialDependencePoint = PartialDependence['points'][number];

export const ImportanceRowsEnum = enumType<RowsKind>(
  'ImportanceRows',
  'The rows on which importance is measured.',
  {
    TEST: 'Rows of `validation.testFraction`: no model saw them.',
    HELD_OUT:
      'Rows that judged the models. The leader did not learn from them, or was asked as it was before it did.',
    OUT_OF_FOLD:
      'Rows of the sample, each asked of the model of the cross-validation that was not shown it: one with the settings of the leader.',
    SAMPLE: 'Rows that the model learned from: what it memorized counts too.',
  },
);

@ObjectType('ThresholdPoint', {
  description: 'What a model of two classes does where it predicts the second one from `threshold` on.',
})
export class ThresholdPointType implements ThresholdPoint {
  @Field(() => Float, { description: 'Probability from which on a row counts as positive.' })
  threshold!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the rows called positive that are; null where none is called so.',
  })
  precision!: number | null;

  @Field(() => Float, { description: 'Share of the positive rows that are called so.' })
  recall!: number;

  @Field(() => Float, { description: 'Share of the negative rows that are called so.' })
  specificity!: number;

  @Field(() => Float, { description: 'Harmonic mean of precision and recall.' })
  f1!: number;

  @Field(() => Float, {
    description: 'Matthews correlation coefficient, -1 to 1; 0 where all rows are called alike.',
  })
  mcc!: number;

  @Field(() => Float, { description: 'Share of right answers.' })
  accuracy!: number;

  @Field(() => Int, { description: 'Rows of the second class called so.' })
  truePositives!: number;

  @Field(() => Int, { description: 'Rows of the first class called the second.' })
  falsePositives!: number;

  @Field(() => Int, { description: 'Rows of the first class called so.' })
  trueNegatives!: number;

  @Field(() => Int, { description: 'Rows of the second class called the first.' })
  falseNegatives!: number;
}

@ObjectType('ColumnImportance', { description: 'What a model loses without what a column says.' })
export class ColumnImportanceType implements ColumnImportance {
  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => Float, {
    description:
      'Growth of the loss (logloss, or mean squared error) when the values of the column are dealt to other rows.',
  })
  importance!: number;

  @Field(() => Float, { description: 'Standard deviation over five such deals.' })
  spread!: number;

  @Field(() => Float, { description: 'Share of the largest; 0 where it is none.' })
  relative!: number;
}

@ObjectType('ColumnContributionSummary', {
  description: 'What a column does to the raw scores of many rows.',
})
export class ColumnContributionSummaryType implements ColumnSummary {
  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => Float, {
    description:
      'Mean size of its contributions, whatever their direction; of several classes over all of them.',
  })
  size!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Correlation of the value of the column with its contribution, -1 to 1: above 0, higher values raise the score. null for labels, for several classes, and where either does not vary.',
  })
  direction!: number | null;
}

@ObjectType('ContributionSummary', {
  description: 'What the columns do to the predictions, by the contributions over rows of the sample.',
})
export class ContributionSummaryType implements ContributionOverview {
  @Field(() => ContributionUnitEnum, { description: 'What `size` is counted in.' })
  unit!: ContributionUnit;

  @Field(() => Int, { description: 'Rows of the sample that were explained, at most 200.' })
  rows!: number;

  @Field(() => [ColumnContributionSummaryType], { description: 'Largest first.' })
  columns!: readonly ColumnContributionSummaryType[];
}

@ObjectType('PartialDependencePoint', { description: 'The mean prediction with a column set to one value.' })
export class PartialDependencePointType implements PartialDependencePoint {
  @Field(() => String, { description: 'A number, a label, or a time in ISO 8601.' })
  value!: string;

  @Field(() => [Float], {
    description: 'Mean probability of each of `labels`, or the mean of the predicted number.',
  })
  means!: number[];

  @Field(() => Int, {
    description: 'Rows whose own value is this one, or nearer to it than to any other point.',
  })
  rows!: number;
}

@ObjectType('PartialDependence', {
  description: 'How a prediction changes with one column, averaged over rows of the sample.',
})
export class PartialDependenceType implements PartialDependence {
  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'What `means` are of: the second class, or each of several; null for a number.',
  })
  labels!: string[] | null;

  @Field(() => [PartialDependencePointType], {
    description: 'Numbers and times ascending, at their quantiles; labels the commonest first.',
  })
  points!: PartialDependencePointType[];
}

@ObjectType('CalibrationBin', {
  description: 'Rows of similar predicted probability of the second class, and what became of them.',
})
export class CalibrationBinType implements CalibrationBin {
  @Field(() => Float, { description: 'Mean predicted probability.' })
  predicted!: number;

  @Field(() => Float, { description: 'Share of the rows that are of the second class.' })
  observed!: number;

  @Field(() => Int, { description: 'How many rows there are.' })
  rows!: number;
}
