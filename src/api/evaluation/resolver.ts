import { Arg, Ctx, Float, ID, Mutation, Resolver } from 'type-graphql';
import type { Evaluation } from '../../evaluation/evaluation.js';
import type { ApiContext } from '../operation/context.js';
import { COSTS } from '../operation/limits.js';
import { openInput } from '../prediction/input.js';
import { THRESHOLD } from '../prediction/overrides.js';
import { checkRange } from '../../jobs/ranges.js';
import { readingOptions, TableReadingInput } from '../graphql/reading-types.js';
import { Upload, type UploadedFile } from '../graphql/scalars.js';
import { judgedTask } from '../task/judged-task.js';
import { EvaluationType } from './types.js';

const THRESHOLDS = { min: 0, max: 1 };

@Resolver(() => EvaluationType)
export class EvaluationResolver {
  @Mutation(() => EvaluationType, {
    description:
      'Scores all rows of a labelled table, an uploaded CSV or a dataset, and compares the predictions with the labels.',
    complexity: COSTS.work,
  })
  async evaluate(
    @Arg('taskId', () => ID, { description: 'A task that is DONE.' }) taskId: string,
    @Arg('file', () => Upload, {
      nullable: true,
      description:
        'The CSV with a header, by the GraphQL multipart request protocol; it has the target among its columns.',
    })
    file: UploadedFile | null,
    @Arg('datasetId', () => ID, { nullable: true, description: 'In place of `file`: a dataset.' })
    datasetId: string | null,
    @Arg('threshold', () => Float, { nullable: true, description: THRESHOLD })
    threshold: number | null | undefined,
    @Arg('reading', () => TableReadingInput, {
      nullable: true,
      description: 'Overrides how the file is read. Default: as that of the training was, where that fits.',
    })
    reading: TableReadingInput | null,
    @Ctx() context: ApiContext,
  ): Promise<Evaluation> {
    if (threshold !== null && threshold !== undefined) checkRange('threshold', threshold, THRESHOLDS);
    const task = judgedTask(taskId, context);
    const input = await openInput('evaluate', file, datasetId, context);
    const table = { ...input, reading: readingOptions(reading) ?? input.reading };
    const { signal } = context;
    return context.evaluator.evaluate(task, table, { threshold: threshold ?? undefined, signal });
  }
}
