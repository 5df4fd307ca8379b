import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { JsonRow, PredictionWarningCode } from '../../prediction/prediction-service.js';
import { enumType } from '../enum-type.js';
import { JSONObject } from '../scalars.js';

export const PredictionWarningCodeEnum = enumType<PredictionWarningCode>(
  'PredictionWarningCode',
  'In which way the input did not fit the model.',
  {
    MISSING_COLUMN: 'A column the model was trained on is not there; it counts as missing in every row.',
    UNSEEN_LEVEL: 'A label that training never saw.',
    NOT_A_NUMBER: 'Text where the model expects a number or a time; it counts as missing.',
  },
);

@ObjectType('PredictionWarning', {
  description:
    'One a column and code; `rows` is how many rows it touches, `examples` at most 5 of the values.',
})
export class PredictionWarningType {
  @Field(() => PredictionWarningCodeEnum, { description: 'In which way the input did not fit.' })
  code!: PredictionWarningCode;

  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => Int, { description: 'How many rows it touches.' })
  rows!: number;

  @Field(() => [String], { description: 'At most 5 of the values.' })
  examples!: string[];

  @Field(() => String, { description: 'What was found and how it was treated, in plain words.' })
  message!: string;
}

@ObjectType('Prediction', { description: 'What a model says of new rows.' })
export class PredictionType {
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

  @Field(() => [PredictionWarningType], {
    description:
      'What the input lacked, or held that training never saw. `strict: true` makes any of these a SCHEMA_MISMATCH error.',
  })
  warnings!: PredictionWarningType[];
}
