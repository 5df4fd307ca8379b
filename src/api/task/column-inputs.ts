import { Field, InputType, ObjectType } from 'type-graphql';
import type { ColumnOptions, ColumnType } from '../../domain/training-options.js';
import { ColumnTypeEnum } from '../graphql/domain-enums.js';

/** As a client sends it: a field that is null or absent is as detected. */
@InputType('ColumnOptions', {
  description: 'Overrides how one column is read, in training and when predicting.',
})
export class ColumnOptionsInput {
  @Field(() => String, { description: 'Name of the column.' })
  name!: string;

  @Field(() => ColumnTypeEnum, {
    nullable: true,
    description:
      'What it holds. NUMERIC and TIME: other cells count as missing. CATEGORICAL: each text is a label. TEXT: not trained on. Default: as detected.',
  })
  type?: ColumnType | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How its dates are written, such as `dd/MM/yyyy HH:mm` (letters as in Unicode TR 35); only with type TIME, which is its default.',
  })
  timeFormat?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Takes labels that differ only in case, accents or spaces as one, the commonest.',
  })
  mergeVariants?: boolean | null;
}

@ObjectType('TaskColumnOptions', { description: 'How the owner of a column wants it to be read.' })
export class TaskColumnOptionsType implements ColumnOptions {
  @Field(() => String, { description: 'Name of the column.' })
  name!: string;

  @Field(() => ColumnTypeEnum, { nullable: true, description: 'What it holds; null: as detected.' })
  type!: ColumnType | null;

  @Field(() => String, { nullable: true, description: 'How its dates are written; null: as detected.' })
  timeFormat!: string | null;

  @Field(() => Boolean, { description: 'Whether spellings of one label are taken as one.' })
  mergeVariants!: boolean;
}
