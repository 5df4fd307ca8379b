import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { PairedDifference } from '../../metrics/paired.js';
import type { Task } from '../../tasks/task.js';
import type { ApiContext } from '../operation/context.js';
import { COSTS } from '../operation/limits.js';
import { judgedTask } from '../task/judged-task.js';

@ObjectType('PairedDifference', {
  description: 'How two models differ, row by row, on rows that neither had seen.',
})
class PairedDifferenceType implements PairedDifference {
  @Field(() => Int, { description: 'Rows that both were judged on.' })
  rows!: number;

  @Field(() => Float, {
    description:
      'Mean of the first loss less the second (logloss, or squared error): below 0 where the first model is better.',
  })
  difference!: number;

  @Field(() => Float, { description: 'Of `difference`: beyond twice as much is more than chance.' })
  standardError!: number;
}

@Resolver()
export class ComparisonResolver {
  @Query(() => PairedDifferenceType, {
    nullable: true,
    description:
      'How the leader of one task does beside that of another, on the same held-out rows; null where their rows are not the same, weigh differently, or their predictions were not kept. Both are DONE.',
    complexity: COSTS.insight,
  })
  async pairedDifference(
    @Arg('taskId', () => ID, { description: 'The first task.' }) taskId: string,
    @Arg('otherTaskId', () => ID, { description: 'The second task.' }) otherTaskId: string,
    @Ctx() context: ApiContext,
  ): Promise<PairedDifference | null> {
    const [first, second] = [judgedTask(taskId, context), judgedTask(otherTaskId, context)];
    if (!haveSameRows(context.tasks.get(taskId), context.tasks.get(otherTaskId))) return null;
    return context.insights.paired(first, second, context.signal);
  }
}

/** Rows of one table with a target are drawn by the seed, unless all are used. */
function haveSameRows(a: Task, b: Task): boolean {
  const usesAll = ({ sample }: Task) => sample.rowsUsed === sample.rowsTotal - sample.rowsWithoutTarget;
  return (
    a.datasetId === b.datasetId &&
    a.sample.target === b.sample.target &&
    a.problemType === b.problemType &&
    a.sample.rowsUsed === b.sample.rowsUsed &&
    (a.options.seed === b.options.seed || (usesAll(a) && usesAll(b)))
  );
}
