import { Field, Float, ObjectType } from 'type-graphql';
import type { ModelSignature, SignatureColumn } from '../../domain/manifest.js';
import type { ProblemType } from '../../domain/training-options.js';
import { ColumnTypeEnum, ProblemTypeEnum } from '../graphql/domain-enums.js';

type SignatureResponse = ModelSignature['response'];

@ObjectType('SignatureColumn', { description: 'A column that a model wants to be given.' })
class SignatureColumnType implements SignatureColumn {
  @Field(() => String, { description: 'Name of the column.' })
  name!: string;

  @Field(() => ColumnTypeEnum, { description: 'What its values are.' })
  type!: SignatureColumn['type'];

  @Field(() => [String], { nullable: true, description: 'The labels that training saw; categories only.' })
  levels!: string[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Smallest value of the training rows; numbers and times only.',
  })
  min!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Largest value of the training rows; numbers and times only.',
  })
  max!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A value to start from: the commonest label, or the mean.',
  })
  typical!: string | number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Unit of the numbers, such as `%` or `€`; a number without it is taken to be in it.',
  })
  unit?: string;

  @Field(() => String, {
    nullable: true,
    description: 'How times are written in a file, such as `dd/MM/yyyy`; ISO 8601 is understood as well.',
  })
  timeFormat?: string;
}

@ObjectType('SignatureResponse', { description: 'What a model predicts.' })
class SignatureResponseType implements SignatureResponse {
  @Field(() => String, { description: 'Name of the column.' })
  name!: string;

  @Field(() => [String], { nullable: true, description: 'The classes; null for a regression.' })
  levels!: string[] | null;
}

@ObjectType('ModelSignature', { description: 'What a model wants to be given, and what it answers.' })
export class ModelSignatureType implements ModelSignature {
  @Field(() => ProblemTypeEnum, { description: 'What the model predicts.' })
  problemType!: ProblemType;

  @Field(() => SignatureResponseType, { description: 'The column it predicts.' })
  response!: SignatureResponseType;

  @Field(() => [SignatureColumnType], { description: 'The columns, in the order of the training file.' })
  columns!: SignatureColumnType[];
}
