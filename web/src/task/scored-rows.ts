import type { WholeTask } from './use-task.js';

/** On which rows the models of a task are judged, to follow `Scores` or `measured`. */
export function scoredRows({ leader, options }: Pick<WholeTask, 'leader' | 'options'>): string {
  // Only folds have a spread.
  if (!leader || leader.spread != null) return 'in cross-validation';
  return options.validation.kind === 'TIME_ORDERED'
    ? 'on the latest rows, which the models had not seen'
    : 'on rows that the models had not seen';
}
