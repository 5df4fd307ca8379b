import { Field, Float, InputType } from 'type-graphql';
import { ThresholdOptions, type ThresholdCriterion } from '../../domain/training-options.js';
import { BadUserInputError } from '../../domain/errors.js';
import { ThresholdCriterionEnum } from '../graphql/domain-enums.js';

@InputType('ThresholdOptions', { description: 'How the threshold of a model of two classes is chosen.' })
export class ThresholdOptionsInput {
  @Field(() => ThresholdCriterionEnum, {
    nullable: true,
    defaultValue: 'AUTO',
    description: 'What the threshold is best by.',
  })
  criterion?: ThresholdCriterion | null;

  @Field(() => Float, { nullable: true, description: 'VALUE only: the threshold itself, 0 to 1.' })
  value?: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 1,
    description: 'COST only: cost of a false positive (the second class is the positive one), 0 or more.',
  })
  falsePositiveCost?: number | null;

  @Field(() => Float, {
    nullable: true,
    defaultValue: 1,
    description: 'COST only: cost of a false negative, 0 or more.',
  })
  falseNegativeCost?: number | null;
}

/** @throws {BadUserInputError} for what no threshold can be chosen by */
export function readThresholdOptions(input: ThresholdOptionsInput): ThresholdOptions {
  const options = ThresholdOptions.parse({
    criterion: input.criterion ?? undefined,
    value: input.value ?? null,
    falsePositiveCost: input.falsePositiveCost ?? undefined,
    falseNegativeCost: input.falseNegativeCost ?? undefined,
  });
  const { criterion, value, falsePositiveCost, falseNegativeCost } = options;
  if ((criterion === 'VALUE') !== (value !== null)) {
    throw refused('value', 'give it with the criterion VALUE, and with no other.');
  }
  if (value !== null && !(value >= 0 && value <= 1)) throw refused('value', 'a threshold is from 0 to 1.');
  if (!(falsePositiveCost >= 0)) throw refused('falsePositiveCost', 'a cost is 0 or more.');
  if (!(falseNegativeCost >= 0)) throw refused('falseNegativeCost', 'a cost is 0 or more.');
  return options;
}

const refused = (field: string, reason: string): BadUserInputError =>
  new BadUserInputError(`threshold.${field}: ${reason}`, { field: `threshold.${field}` });
