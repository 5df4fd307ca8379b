import type { ThresholdPoint } from '../domain/threshold.js';
import type { ThresholdOptions } from '../domain/training-options.js';
import type { Model } from '../h2o/client/wire-model.js';
import { numbers } from '../h2o/client/wire.js';
import type { BinaryRanking } from '../metrics/binary-ranking.js';
import { chooseThreshold } from '../metrics/choose-threshold.js';
import { thresholdPoint } from '../metrics/threshold-point.js';

/** The threshold that the options ask for, among all that differ on these rows. */
export function thresholdFor(ranking: BinaryRanking, options: ThresholdOptions): ThresholdPoint | null {
  const { criterion, value } = options;
  if (criterion === 'VALUE') return ranking.at(value ?? 0.5);
  return chooseThreshold(ranking.thresholds({ limit: Infinity }), criterion, costsOf(options));
}

/** As {@link thresholdFor}, among the at most 400 thresholds of a model of the engine; null unless BINARY. */
export function engineThresholdFor(model: Model, options: ThresholdOptions): ThresholdPoint | null {
  const { criterion, value } = options;
  const points = pointsOf(model);
  if (criterion !== 'VALUE') return chooseThreshold(points, criterion, costsOf(options));
  const at = value ?? 0.5;
  // The rows that reach a threshold between two of the engine's are those that reach the upper one.
  const reached = points.filter(({ threshold }) => threshold >= at);
  const nearest = reached.reduce<ThresholdPoint | null>(
    (least, point) => (least === null || point.threshold < least.threshold ? point : least),
    null,
  );
  return nearest && { ...nearest, threshold: at };
}

const costsOf = ({ falsePositiveCost, falseNegativeCost }: ThresholdOptions) => ({
  falsePositive: falsePositiveCost,
  falseNegative: falseNegativeCost,
});

function pointsOf(model: Model): ThresholdPoint[] {
  const table = model.crossValidationMetrics?.thresholds ?? model.validationMetrics?.thresholds;
  if (!table) return [];
  const column = (name: string) => numbers(table, name);
  const [tps, fps, tns, fns] = [column('tps'), column('fps'), column('tns'), column('fns')];
  return column('threshold').flatMap((threshold, i) =>
    threshold === null
      ? []
      : thresholdPoint(threshold, {
          truePositives: tps[i] ?? 0,
          falsePositives: fps[i] ?? 0,
          trueNegatives: tns[i] ?? 0,
          falseNegatives: fns[i] ?? 0,
        }),
  );
}
