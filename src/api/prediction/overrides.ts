import { BadUserInputError } from '../../domain/errors.js';
import type { Overrides } from '../../prediction/overrides.js';
import type { ApiContext } from '../operation/context.js';
import { checkRange } from '../../jobs/ranges.js';
import { judgedTask } from '../task/judged-task.js';

export const THRESHOLD = "BINARY only: in place of the model's own threshold, 0 to 1.";
export const INTERVAL =
  'REGRESSION only, such as 0.9: adds `low` and `high` to each row. So large a share of the values of rows like those of the training lies between them, by the out-of-fold errors.';

const THRESHOLDS = { min: 0, max: 1 };
const LEVELS = { min: 0.01, max: 0.999 };

/** @throws {BadUserInputError} for what the model cannot do */
export async function readOverrides(
  taskId: string,
  threshold: number | null | undefined,
  level: number | null | undefined,
  context: ApiContext,
): Promise<Overrides> {
  if (threshold !== null && threshold !== undefined) {
    checkRange('threshold', threshold, THRESHOLDS);
    if (context.tasks.get(taskId).problemType !== 'BINARY') {
      throw new BadUserInputError('threshold: only a model of two classes has one.', { field: 'threshold' });
    }
  }
  if (level === null || level === undefined) return { threshold: threshold ?? undefined };
  checkRange('interval', level, LEVELS);
  const interval = await context.insights.interval(judgedTask(taskId, context), level, context.signal);
  return { threshold: threshold ?? undefined, interval };
}
