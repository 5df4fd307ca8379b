import { TaskRunError } from '../domain/task-run-error.js';
import type { Algorithm, TrainingOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { AutoMLEvent } from '../h2o/client/wire-automl.js';
import { eventReasons, ranOutOfTime } from './event-reasons.js';
import type { RunEnd } from './follow-run.js';
import type { LiveLeaderboard } from './live-leaderboard.js';
import { BASE_ALGORITHMS } from './modeling-plan.js';

/** What became of a leader that was judged by rows kept apart. */
export const AS_JUDGED = {
  again: 'The leader was judged by rows kept apart, and then trained again on all rows.',
  noTime:
    'The saved model did not learn from the rows that judged it: no time was left to train it on all rows.',
  refused: 'The saved model did not learn from the rows that judged it: H2O could not train it on all rows.',
} as const;

/** What was left out of the upload before it came here. */
export function sampleNotes(sample: TrainingSample): string[] {
  const { rowsWithoutTarget: rows, textColumns, findings } = sample;
  const identifiers = textColumns.filter((name) =>
    findings.some(({ code, column }) => code === 'IDENTIFIER' && column === name),
  );
  const texts = textColumns.filter((column) => !identifiers.includes(column));
  return [
    ...(rows > 0 ? [`Left out ${rows} row${rows === 1 ? '' : 's'} without a value in the target.`] : []),
    ...leftOut('identifiers of the rows', identifiers),
    ...leftOut('text', texts),
  ];
}

function leftOut(what: string, columns: readonly string[]): string[] {
  return columns.length > 0
    ? [`Left out, as ${what}: ${columns.map((name) => JSON.stringify(name)).join(', ')}.`]
    : [];
}

/** `maxModels` gives way to "one of each". */
export function limitNotes(algorithms: readonly Algorithm[], maxModels: number): string[] {
  const bases = BASE_ALGORITHMS.filter((algorithm) => algorithms.includes(algorithm)).length;
  return bases > maxModels
    ? [`maxModels is ${maxModels}, but ${bases} algorithms were to be trained: built one model of each.`]
    : [];
}

/** What ended a run before it had built all models. */
interface Ending {
  readonly finishedEarly: boolean;
  readonly isCutOff: boolean;
}

/** One note for each algorithm that has no model, with the engine's reason. */
export function absenceNotes(
  algorithms: readonly Algorithm[],
  leaderboard: LiveLeaderboard,
  end: Ending,
): string[] {
  const reasons = eventReasons(leaderboard.events);
  return algorithms
    .filter((algorithm) => leaderboard.entries.every((entry) => entry.algorithm !== algorithm))
    .map((algorithm) => {
      const reason = reasons.get(algorithm)?.join(' ') ?? silentReason(algorithm, leaderboard.events, end);
      return `No ${algorithm} model: ${reason}`;
    });
}

/** @returns the error of a run that ended without any model. */
export function noModel(
  events: readonly AutoMLEvent[],
  options: TrainingOptions,
  { failure, isCutOff }: Pick<RunEnd, 'failure' | 'isCutOff'>,
): TaskRunError {
  const reasons = [...eventReasons(events)].map(
    ([algorithm, texts]) => `${algorithm ? `${algorithm}: ` : ''}${texts.join(' ')}`,
  );
  if (failure !== null) reasons.push(failure);
  if (reasons.length === 0) {
    reasons.push(
      isCutOff || ranOutOfTime(events)
        ? `No model was finished within maxRuntimeSecs (${options.maxRuntimeSecs} s); allow more time, fewer rows or fewer columns.`
        : 'It gave no reason.',
    );
  }
  return new TaskRunError('NO_MODEL', `H2O built no model. ${reasons.join(' ')}`);
}

function silentReason(
  algorithm: Algorithm,
  events: readonly AutoMLEvent[],
  { finishedEarly, isCutOff }: Ending,
): string {
  if (finishedEarly) return 'training was finished before its turn.';
  if (isCutOff || ranOutOfTime(events)) return 'there was no time left for it.';
  if (algorithm === 'STACKED_ENSEMBLE') return 'it needs at least two models of the others.';
  return 'H2O built none and gave no reason.';
}
