import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ReportFormat } from '../../evaluation/report/report.js';
import type { Task } from '../../tasks/task.js';
import type { ApiContext } from '../operation/context.js';
import { enumType } from '../graphql/enum-type.js';
import { COSTS } from '../operation/limits.js';
import { TaskType } from '../task/types.js';

const ReportFormatEnum = enumType<ReportFormat>('ReportFormat', 'How a report is written.', {
  HTML: 'One page that needs nothing else and runs no script.',
  MARKDOWN: "GitHub's Markdown.",
  JSON: 'The facts, for programs.',
});

@Resolver(() => TaskType)
export class ReportResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'One self-contained document: verdict, metrics beside the baseline, findings, threshold, what the columns are worth and do, all models, data, settings, and one command that does it again. null until DONE.',
    complexity: COSTS.work,
  })
  async report(
    @Root() task: Task,
    @Arg('format', () => ReportFormatEnum, {
      nullable: true,
      defaultValue: 'HTML',
      description: 'How to write it.',
    })
    format: ReportFormat | null,
    @Ctx() { reporter, signal }: ApiContext,
  ): Promise<string | null> {
    const { model, status } = task;
    if (status !== 'DONE' || model === null) return null;
    return reporter.report({ ...task, model }, format ?? 'HTML', signal);
  }
}
