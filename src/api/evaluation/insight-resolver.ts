import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { CalibrationBin, ThresholdPoint } from '../../domain/threshold.js';
import { TrainyardError } from '../../domain/errors.js';
import { figuresAt } from '../../evaluation/cross-validated.js';
import type { ContributionOverview } from '../../evaluation/contribution-overview.js';
import type { Evaluation } from '../../evaluation/evaluation.js';
import type { ColumnImportance, Importance } from '../../evaluation/importance.js';
import type { PartialDependence } from '../../evaluation/insights.js';
import type { RowsKind } from '../../evaluation/task-rows.js';
import type { Task } from '../../tasks/task.js';
import type { ApiContext } from '../operation/context.js';
import { EvaluationType } from './types.js';
import { COSTS } from '../operation/limits.js';
import { checkRange } from '../../jobs/ranges.js';
import {
  CalibrationBinType,
  ColumnImportanceType,
  ContributionSummaryType,
  ImportanceRowsEnum,
  PartialDependenceType,
  ThresholdPointType,
} from './insight-types.js';
import { judgedTask } from '../task/judged-task.js';
import { ModelDetailsType } from '../task/model-types.js';
import { readThresholdOptions, ThresholdOptionsInput } from '../task/threshold-input.js';
import { TaskType } from '../task/types.js';

const STANDARD_POINTS = 20;
const POINTS = { min: 2, max: 100 };

/** The model of a task, by the task. */
interface Parent {
  readonly taskId: string;
}

@Resolver(() => ModelDetailsType)
export class InsightResolver {
  @FieldResolver(() => [ThresholdPointType], {
    description:
      'What holds at each threshold in cross-validation, ascending, the one of the model among them; empty unless BINARY.',
    complexity: COSTS.insight,
  })
  async thresholds(@Root() parent: Parent, @Ctx() context: ApiContext): Promise<ThresholdPoint[]> {
    return (
      (await whereThereIs(context.insights.thresholds(judgedTask(parent.taskId, context), context.signal))) ??
      []
    );
  }

  @FieldResolver(() => [CalibrationBinType], {
    description:
      'Whether probabilities are shares, in cross-validation: ten bins of about equally many rows; empty unless BINARY.',
    complexity: COSTS.insight,
  })
  async calibration(@Root() parent: Parent, @Ctx() context: ApiContext): Promise<CalibrationBin[]> {
    return (
      (await whereThereIs(
        context.insights.calibration(judgedTask(parent.taskId, context), context.signal),
      )) ?? []
    );
  }

  @FieldResolver(() => [ColumnImportanceType], {
    description:
      'How much worse the model gets when the values of a column are dealt to other rows, most important first: of any algorithm, on the rows that `importanceRows` says. Computed when first asked for, and kept. Empty where only the engine can score the model.',
    complexity: COSTS.insight,
  })
  async importance(@Root() parent: Parent, @Ctx() context: ApiContext): Promise<readonly ColumnImportance[]> {
    return (await importanceOf(parent, context))?.columns ?? [];
  }

  @FieldResolver(() => ImportanceRowsEnum, {
    nullable: true,
    description:
      'Rows that `importance` is measured on: SAMPLE only where no model is left that has not seen them, or only fewer than 50 rows kept apart; null where `importance` is empty.',
    complexity: COSTS.insight,
  })
  async importanceRows(@Root() parent: Parent, @Ctx() context: ApiContext): Promise<RowsKind | null> {
    const importance = await importanceOf(parent, context);
    return importance === null || importance.columns.length === 0 ? null : importance.rows;
  }

  @FieldResolver(() => ContributionSummaryType, {
    nullable: true,
    description:
      'Size and direction of what each column adds to the predictions, over rows of the sample. Computed when first asked for, and kept. null where only the engine can score the model.',
    complexity: COSTS.insight,
  })
  contributionSummary(
    @Root() parent: Parent,
    @Ctx() context: ApiContext,
  ): Promise<ContributionOverview | null> {
    return whereThereIs(context.insights.contributions(judgedTask(parent.taskId, context), context.signal));
  }

  @FieldResolver(() => EvaluationType, {
    nullable: true,
    description:
      'How the model does on the rows of `testFraction`, which neither a model nor the choice of the leader saw; null without.',
    complexity: COSTS.insight,
  })
  test(@Root() parent: Parent, @Ctx() context: ApiContext): Promise<Evaluation | null> {
    return whereThereIs(context.insights.test(judgedTask(parent.taskId, context), context.signal));
  }

  @FieldResolver(() => PartialDependenceType, {
    description: 'How the prediction changes with one column, averaged over at most 500 rows of the sample.',
    complexity: COSTS.insight,
  })
  partialDependence(
    @Root() parent: Parent,
    @Arg('column', () => String, { description: 'A column of the model, by name.' }) column: string,
    @Arg('points', () => Int, {
      nullable: true,
      defaultValue: STANDARD_POINTS,
      description: 'Values to look at, at most, 2 to 100.',
    })
    points: number | null,
    @Ctx() context: ApiContext,
  ): Promise<PartialDependence> {
    const count = points ?? STANDARD_POINTS;
    checkRange('points', count, POINTS);
    return context.insights.partialDependence(
      judgedTask(parent.taskId, context),
      column,
      count,
      context.signal,
    );
  }

  @Mutation(() => TaskType, {
    description:
      'Sets the threshold that predictions of a model of two classes use from now on; the confusion matrix, the accuracy and the verdict follow.',
    complexity: COSTS.work,
  })
  async setThreshold(
    @Arg('taskId', () => ID, { description: 'A task that is DONE.' }) taskId: string,
    @Arg('threshold', () => ThresholdOptionsInput, { description: 'How to choose it.' })
    input: ThresholdOptionsInput,
    @Ctx() context: ApiContext,
  ): Promise<Task> {
    const options = readThresholdOptions(input);
    const task = judgedTask(taskId, context);
    const { threshold, point } = await context.insights.setThreshold(task, options, context.signal);
    const chosen = { threshold, thresholdCriterion: options.criterion };
    const labels = task.model.confusionMatrix?.labels;
    if (point === null || labels === undefined) return context.tasks.judge(taskId, chosen);
    const { baseline } = context.tasks.get(taskId);
    return context.tasks.judge(taskId, {
      ...chosen,
      ...figuresAt(point, labels, task.model.metrics, baseline),
    });
  }
}

const importanceOf = ({ taskId }: Parent, context: ApiContext): Promise<Importance | null> =>
  whereThereIs(context.insights.importance(judgedTask(taskId, context), context.signal));

/** null in place of an error of ours: the rest of the task is to be seen all the same. */
async function whereThereIs<T>(wanted: Promise<T>): Promise<T | null> {
  try {
    return await wanted;
  } catch (error) {
    if (error instanceof TrainyardError) return null;
    throw error;
  }
}
