import { applyThreshold } from './apply-threshold.js';
import type { Scores } from './scorer.js';

/** What is added to a predicted number for the ends of its interval. */
export interface IntervalOffsets {
  readonly low: number;
  readonly high: number;
}

/** How one request wants its predictions, beside the model's own ways; plain data. */
export interface Overrides {
  /** Of two classes: in place of the model's threshold. */
  readonly threshold?: number | undefined;
  /** Of a regression: adds both ends of an interval to each value. */
  readonly interval?: IntervalOffsets | undefined;
}

/** @returns scores with other labels, or of a regression with the value, its low and its high end. */
export function overruled(scores: Scores, { threshold, interval }: Overrides): Scores {
  const { labels, values } = scores;
  if (labels) applyThreshold(labels, values, threshold);
  const [value] = values;
  if (labels || value === undefined || interval === undefined) return scores;
  const shifted = (offset: number) => value.map((each) => each + offset);
  return { ...scores, values: [value, shifted(interval.low), shifted(interval.high)] };
}
