import { setImmediate as nextTurn } from 'node:timers/promises';
import { sliceOf, type ModelRows, type ModelScores, type ScoreRows } from './model.js';

/**
 * A computation in small steps: it yields after each, so that its caller can let others have their turn, or end
 * it.
 */
export type Work<T> = Generator<undefined, T, undefined>;

/** Rows in one step: a slow model takes some 50 µs for each. */
const STEP_ROWS = 250;

/** How long others wait at most, about, in milliseconds. */
const TURN_MS = 20;

/** Runs a computation to its end, giving others their turn. @throws the reason of the signal once it is aborted. */
export async function run<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - since < TURN_MS) continue;
    await nextTurn(undefined, { signal });
    since = performance.now();
  }
}

/** Runs a computation to its end at once. */
export function runAtOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Scores rows in steps. */
export function* scoring(score: ScoreRows, rows: ModelRows): Work<ModelScores> {
  const parts: ModelScores[] = [];
  for (let from = 0; from < rows.count; from += STEP_ROWS) {
    parts.push(score(sliceOf(rows, from, Math.min(rows.count, from + STEP_ROWS))));
    yield;
  }
  const [first, ...others] = parts;
  if (first === undefined) return { values: [] };
  if (others.length === 0) return first;
  return {
    values: first.values.map((_, output) => {
      const joined = new Float64Array(rows.count);
      parts.forEach(({ values }, index) => joined.set(values[output] as Float64Array, index * STEP_ROWS));
      return joined;
    }),
  };
}
