import type { Algorithm } from '../domain/training-options.js';
import { isInternal, plain } from '../h2o/client/refusal.js';
import type { AutoMLEvent } from '../h2o/client/wire-automl.js';
import { algorithmOf } from './modeling-plan.js';

/** What the event log says went wrong, in plain words, by algorithm; null: for the run as a whole. */
export function eventReasons(events: readonly AutoMLEvent[]): Map<Algorithm | null, readonly string[]> {
  const reasons = new Map<Algorithm | null, readonly string[]>();
  let current: Algorithm | null = null;
  for (const { level, message } of events) {
    current = startedAlgorithm(message) ?? current;
    if (level !== 'ERROR') continue;
    const algorithm: Algorithm | null = failedAlgorithm(message) ?? current;
    const soFar: readonly string[] = reasons.get(algorithm) ?? [];
    const reason = inPlainWords(message);
    if (!soFar.includes(reason)) reasons.set(algorithm, [...soFar, reason]);
  }
  return reasons;
}

/** True where an algorithm failed by an error of H2O itself. */
export function failedInside(events: readonly AutoMLEvent[], algorithm: Algorithm): boolean {
  return eventReasons(events).get(algorithm)?.includes(INSIDE) ?? false;
}

/** True where H2O left out models because the time was over. */
export function ranOutOfTime(events: readonly AutoMLEvent[]): boolean {
  return events.some((event) => event.message.startsWith('AutoML: out of time'));
}

/** Of a model id or a job's message: `XGBoost_1_AutoML_3_20261124_00635 [XGBoost def_2]`. */
export function algorithmIn(text: string): Algorithm | undefined {
  const name = /^([A-Za-z]+)_/.exec(text)?.[1];
  return name === undefined ? undefined : algorithmOf(name);
}

/** `AutoML: starting GBM_1_AutoML_3_20261124_00635 model training`. */
const startedAlgorithm = (message: string) => {
  const model = /^AutoML: starting (\S+)/.exec(message)?.[1];
  return model === undefined ? undefined : algorithmIn(model);
};

/** `GBM_5_AutoML_48_20261124_01620 [GBM def_5] failed: <Java exception>`. */
const failedAlgorithm = (message: string) =>
  message.includes(' failed: ') ? algorithmIn(message) : undefined;

const INSIDE =
  'it failed on this table by an error of H2O itself. The other algorithms are not touched by it.';

function inPlainWords(message: string): string {
  const reason = withoutFrame(message);
  return isInternal(reason) ? INSIDE : reason;
}

function withoutFrame(message: string): string {
  return plain(message)
    .replace(/^\S+ \[[^\]]*\] failed: /, '')
    .replace(/^Illegal argument\(s\) for .*?Details: /, '')
    .replace(/\bERRR on field: \w+: /g, '')
    .replace(/^_\w+ param, /, '')
    .trim();
}
