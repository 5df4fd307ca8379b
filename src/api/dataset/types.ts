import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Dataset, DatasetColumn } from '../../datasets/dataset.js';
import type { ColumnType } from '../../domain/training-sample.js';
import { PageInfo } from '../graphql/connection.js';
import { ColumnTypeEnum } from '../graphql/domain-enums.js';
import { FindingType } from '../graphql/finding-types.js';
import { DateTime } from '../graphql/scalars.js';

@ObjectType('DatasetColumn', {
  description:
    'One column over all rows. Numbers: min, max, mean. Categories: the commonest values in `examples`.',
})
export class DatasetColumnType implements Omit<DatasetColumn, 'format'> {
  @Field(() => String, { description: 'Name of the column.' })
  name!: string;

  @Field(() => ColumnTypeEnum, { description: 'What its values are.' })
  type!: ColumnType;

  @Field(() => Int, { description: 'Rows without a usable value, `odd` included.' })
  missing!: number;

  @Field(() => Int, { description: 'Distinct values; very many are counted up to a limit only.' })
  distinct!: number;

  @Field(() => [String], { description: 'At most 10 values, the commonest first.' })
  examples!: string[];

  @Field(() => [Int], { description: 'How often each of `examples` occurs.' })
  exampleCounts!: number[];

  @Field(() => Float, { nullable: true, description: 'Smallest value; numbers and times only.' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: 'Largest value; numbers and times only.' })
  max!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean value; numbers and times only.' })
  mean!: number | null;

  @Field(() => [Int], {
    description:
      'Counts in equal bins from min to max, of a sample of the rows; empty unless numbers or times.',
  })
  histogram!: number[];
}

@ObjectType('Dataset', { description: 'A table that was read and kept; its id comes from its content.' })
export class DatasetType implements Omit<Dataset, 'reading'> {
  @Field(() => ID, {
    description:
      'SHA-256 of the uploaded bytes, and of `reading` where that was given: read differently they are another dataset.',
  })
  id!: string;

  @Field(() => String, { description: 'Name under which it was first uploaded.' })
  fileName!: string;

  @Field(() => Float, { description: 'Size of the upload in bytes.' })
  bytes!: number;

  @Field(() => Int, { description: 'Rows, the header aside.' })
  rows!: number;

  @Field(() => DateTime, { description: 'When it was first uploaded.' })
  createdAt!: Date;

  @Field(() => [DatasetColumnType], { description: 'The columns, in the order of the file.' })
  columns!: DatasetColumnType[];

  @Field(() => [FindingType], { description: 'What was noticed while the file was read.' })
  findings!: FindingType[];
}

@ObjectType({ description: 'A dataset in its place in a list.' })
export class DatasetEdge {
  @Field(() => String, { description: 'Names the place; pass it as `after` to go on from here.' })
  cursor!: string;

  @Field(() => DatasetType, { description: 'The dataset.' })
  node!: DatasetType;
}

@ObjectType({ description: 'A page of datasets, newest first.' })
export class DatasetConnection {
  @Field(() => [DatasetEdge], { description: 'The datasets of this page.' })
  edges!: DatasetEdge[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'Datasets on all pages.' })
  totalCount!: number;
}
