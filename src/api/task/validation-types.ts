import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type {
  MonotoneConstraint,
  ThresholdCriterion,
  ThresholdOptions,
  ValidationKind,
  ValidationOptions,
} from '../../domain/training-options.js';
import {
  MonotoneDirectionEnum,
  ThresholdCriterionEnum,
  ValidationKindEnum,
} from '../graphql/domain-enums.js';

type Direction = MonotoneConstraint['direction'];

@InputType('ValidationOptions', { description: 'Which rows the models are judged on.' })
export class ValidationOptionsInput {
  @Field(() => ValidationKindEnum, {
    nullable: true,
    defaultValue: 'RANDOM',
    description: 'How rows are divided.',
  })
  kind?: ValidationKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of GROUPED and TIME_ORDERED: the column that divides.',
  })
  column?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      '2 to 20. Default: 3, 5 below 100 rows, and from 50,000 rows one split instead. Not with TIME_ORDERED.',
  })
  folds?: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 0,
    description:
      'Share of the rows, 0 to 0.5, that no model learns from: `ModelDetails.test` says how the leader does on them.',
  })
  testFraction?: number | null;
}

@InputType('MonotoneConstraint', { description: 'A column in which the prediction must be monotone.' })
export class MonotoneConstraintInput {
  @Field(() => String, { description: 'A column of numbers.' })
  column!: string;

  @Field(() => MonotoneDirectionEnum, { description: 'Where the prediction goes as the column rises.' })
  direction!: Direction;
}

@ObjectType('TaskValidation', { description: 'Which rows the models of a task are judged on.' })
export class TaskValidationType implements ValidationOptions {
  @Field(() => ValidationKindEnum, { description: 'How rows are divided.' })
  kind!: ValidationKind;

  @Field(() => String, { nullable: true, description: 'The column that divides; null for RANDOM.' })
  column!: string | null;

  @Field(() => Int, { nullable: true, description: 'As asked for; null: by the number of rows.' })
  folds!: number | null;

  @Field(() => Float, { description: 'Share of the rows that no model learns from.' })
  testFraction!: number;
}

@ObjectType('TaskMonotoneConstraint', { description: 'A column in which the prediction must be monotone.' })
export class TaskMonotoneConstraintType implements MonotoneConstraint {
  @Field(() => String, { description: 'The column.' })
  column!: string;

  @Field(() => MonotoneDirectionEnum, { description: 'Where the prediction goes as the column rises.' })
  direction!: Direction;
}

@ObjectType('TaskThreshold', { description: 'How the threshold of a model of two classes is chosen.' })
export class TaskThresholdType implements ThresholdOptions {
  @Field(() => ThresholdCriterionEnum, { description: 'What it is best by.' })
  criterion!: ThresholdCriterion;

  @Field(() => Float, { nullable: true, description: 'Of VALUE: the threshold itself.' })
  value!: number | null;

  @Field(() => Float, { description: 'Of COST: cost of a false positive.' })
  falsePositiveCost!: number;

  @Field(() => Float, { description: 'Of COST: cost of a false negative.' })
  falseNegativeCost!: number;
}
