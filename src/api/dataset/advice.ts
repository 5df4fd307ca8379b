import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { adviseBeforeTraining, type AdviceBeforeTraining } from '../../intake/advice/before-training.js';
import { adviceRows, type ColumnAdvice, type ColumnConcern } from '../../intake/advice/target-advice.js';
import type { Finding } from '../../domain/finding.js';
import type { ProblemType, ProblemTypeChoice } from '../../domain/training-options.js';
import type { Dataset } from '../../datasets/dataset.js';
import type { ApiContext } from '../operation/context.js';
import { ProblemTypeChoiceEnum, ProblemTypeEnum } from '../graphql/domain-enums.js';
import { enumType } from '../graphql/enum-type.js';
import { FindingType } from '../graphql/finding-types.js';
import { COSTS } from '../operation/limits.js';
import { DatasetType } from './types.js';

const ColumnConcernEnum = enumType<ColumnConcern>(
  'ColumnConcern',
  'Why to think twice before training on a column.',
  {
    CONSTANT: 'The same in every row: nothing can be learned from it.',
    IDENTIFIER: 'Numbers the rows.',
    LEAK: 'Gives the target away almost by itself.',
    TEXT: 'Free text: never trained on.',
  },
);

@ObjectType('ColumnAdvice', { description: 'A column to think twice about.' })
class ColumnAdviceType implements ColumnAdvice {
  @Field(() => String, { description: 'Name of the column.' })
  column!: string;

  @Field(() => ColumnConcernEnum, { description: 'Why.' })
  concern!: ColumnConcern;

  @Field(() => String, { description: 'The same in plain words.' })
  message!: string;
}

@ObjectType('TargetAdvice', { description: 'What to know before a target is trained for.' })
class TargetAdviceType implements AdviceBeforeTraining {
  @Field(() => ProblemTypeEnum, {
    nullable: true,
    description: 'What the target would be; null where it cannot be predicted, and `problem` says why.',
  })
  problemType!: ProblemType | null;

  @Field(() => String, { description: 'Why it is that.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why the target cannot be predicted in the way asked for.',
  })
  problem!: string | null;

  @Field(() => [ColumnAdviceType], { description: 'Columns to think twice about, in the order of the file.' })
  columns!: readonly ColumnAdviceType[];

  @Field(() => [FindingType], {
    description: 'The findings on its columns that a task which predicts it would have, by their first rows.',
  })
  findings!: readonly Finding[];

  @Field(() => [String], {
    description:
      'Columns that training leaves out unless `includeColumns` names them: constants, keys, copies of the target.',
  })
  leftOut!: readonly string[];
}

@Resolver(() => DatasetType)
export class DatasetAdviceResolver {
  @FieldResolver(() => TargetAdviceType, {
    description:
      'What to know before a column is trained for: the problem it poses, likely leaks, identifiers.',
    complexity: COSTS.work,
  })
  async advice(
    @Root() { id, columns }: Dataset,
    @Arg('target', () => String, { description: 'The column to predict.' }) target: string,
    @Arg('problemType', () => ProblemTypeChoiceEnum, {
      nullable: true,
      defaultValue: 'AUTO',
      description: 'What to predict it as.',
    })
    problemType: ProblemTypeChoice | null,
    @Ctx() { library }: ApiContext,
  ): Promise<AdviceBeforeTraining> {
    const rows = await library.head(id, adviceRows(columns.length));
    return adviseBeforeTraining(columns, rows, target, problemType ?? 'AUTO');
  }
}
