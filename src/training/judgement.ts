import type { ConfusionMatrix, Metrics, RocPoint } from '../domain/leaderboard.js';
import type { ThresholdCriterion, ThresholdOptions } from '../domain/training-options.js';
import type { TrainingSample } from '../domain/training-sample.js';
import type { Model } from '../h2o/client/wire-model.js';
import { classBaseline, classShares, valueBaseline } from '../metrics/baseline.js';
import { BinaryRanking } from '../metrics/binary-ranking.js';
import { confusionCounts, probabilityOfActual } from '../metrics/classification.js';
import { classEvidence, valueEvidence } from '../metrics/evidence.js';
import { classMetrics, valueMetrics } from '../metrics/metrics.js';
import { skillOf } from '../metrics/skill.js';
import { verdict } from '../metrics/verdict.js';
import type { OutOfFold } from '../storage/out-of-fold.js';
import { confusionMatrixOf, metricsOf, rocCurveOf } from './metrics.js';
import { engineThresholdFor, thresholdFor } from './threshold.js';
import { VALIDATION, type RowPlan } from './validation/row-plan.js';

/** How good the leader is on rows that it was not shown. */
export interface Judgement {
  readonly metrics: Metrics;
  /** Of a model that looks at nothing, on the same rows. */
  readonly baseline: Metrics;
  readonly skill: number | null;
  readonly verdict: string;
  /** null for a regression. */
  readonly confusionMatrix: ConfusionMatrix | null;
  /** null unless BINARY. */
  readonly rocCurve: readonly RocPoint[] | null;
  readonly threshold: number | null;
  readonly thresholdCriterion: ThresholdCriterion | null;
  /** Standard errors by which it is better than the baseline; null where that is not known. */
  readonly evidence: number | null;
}

type Figures = Omit<Judgement, 'skill' | 'verdict' | 'baseline'>;

/** Judges a leader by its out-of-fold predictions; one without any by the engine's own figures. */
export function judge(
  model: Model,
  sample: TrainingSample,
  plan: RowPlan,
  outOfFold: OutOfFold | null,
  options: ThresholdOptions,
): Judgement {
  const levels = model.domains[model.names.length - 1] ?? null;
  const baseline = baselineOf(sample, plan, levels);
  const figures =
    outOfFold === null
      ? engineFigures(model, sample, options)
      : levels === null
        ? valueFigures(plan, outOfFold)
        : classFigures(plan, outOfFold, levels, options);
  const { metrics, confusionMatrix } = figures;
  return {
    ...figures,
    baseline,
    skill: skillOf(metrics, baseline),
    verdict: verdict({ metrics, baseline, confusionMatrix }),
  };
}

/** What guessing is worth on the rows that judge a model: the shares of the classes, or the mean, for each. */
export function baselineOf(
  { problemType }: TrainingSample,
  plan: RowPlan,
  levels: readonly string[] | null,
): Metrics {
  const known = problemType === 'REGRESSION' ? null : new Set(levels);
  const rows = Array.from(plan.targets.keys()).filter(
    (row) => isJudged(plan, row) && (known === null || known.has(plan.targets[row] ?? '')),
  );
  const targets = rows.map((row) => plan.targets[row] ?? '');
  const weights = weightsOf(plan, rows);
  return known === null
    ? valueBaseline(Float64Array.from(targets, Number), { weights })
    : classBaseline(classesOf(targets, levels ?? []), levels?.length ?? 0, { weights });
}

function valueFigures(plan: RowPlan, { columns }: OutOfFold): Figures {
  const { targets } = plan;
  const [predicted = new Float64Array()] = columns;
  const held = heldOut(columns);
  const judged = [
    Float64Array.from(held, (row) => Number(targets[row])),
    Float64Array.from(held, (row) => predicted[row] as number),
    weightsOf(plan, held),
  ] as const;
  return {
    metrics: valueMetrics(...judged),
    evidence: valueEvidence(...judged),
    ...{ confusionMatrix: null, rocCurve: null, threshold: null, thresholdCriterion: null },
  };
}

function classFigures(
  plan: RowPlan,
  { columns }: OutOfFold,
  levels: readonly string[],
  options: ThresholdOptions,
): Figures {
  const { targets } = plan;
  const known = new Set(levels);
  // A class that came up among the later rows only is none that the model could know.
  const held = heldOut(columns).filter((row) => known.has(targets[row] ?? ''));
  const actual = classesOf(
    held.map((row) => targets[row] ?? ''),
    levels,
  );
  const probabilities = columns.map((column) => Float64Array.from(held, (row) => column[row] as number));
  const positive = levels.length === 2 ? (probabilities[1] ?? null) : null;
  const weights = weightsOf(plan, held);
  const ranking = positive && new BinaryRanking(actual, positive, weights);
  const threshold = ranking && (thresholdFor(ranking, options)?.threshold ?? null);
  const predicted = Int32Array.from(held.keys(), (row) =>
    positive && threshold !== null
      ? Number((positive[row] as number) >= threshold)
      : mostLikely(probabilities, row),
  );
  const likelihoods = probabilityOfActual(actual, probabilities);
  const classes = levels.length;
  const shares = classShares(actual, classes, weights);
  const guesses = Float64Array.from(actual, (label) => shares[label] as number);
  return {
    evidence: classEvidence(likelihoods, guesses, weights),
    metrics: classMetrics({ actual, predicted, likelihoods, positive, classes, weights }),
    confusionMatrix: { labels: levels, counts: confusionCounts(actual, predicted, classes) },
    rocCurve: ranking?.rocCurve() ?? null,
    threshold,
    thresholdCriterion: threshold === null ? null : options.criterion,
  };
}

function engineFigures(model: Model, { problemType }: TrainingSample, options: ThresholdOptions): Figures {
  const point = engineThresholdFor(model, options);
  const matrix = confusionMatrixOf(model);
  return {
    metrics: metricsOf(model, problemType, options),
    confusionMatrix:
      point && matrix
        ? {
            labels: matrix.labels,
            counts: [
              [point.trueNegatives, point.falsePositives].map(Math.round),
              [point.falseNegatives, point.truePositives].map(Math.round),
            ],
          }
        : matrix,
    rocCurve: rocCurveOf(model),
    threshold: point?.threshold ?? null,
    thresholdCriterion: point && options.criterion,
    evidence: null,
  };
}

const weightsOf = ({ weights }: RowPlan, rows: readonly number[]): Float64Array | undefined =>
  weights && Float64Array.from(rows, (row) => weights[row] as number);

const isJudged = ({ folds, places }: RowPlan, row: number): boolean =>
  folds > 0 ? (places[row] as number) >= 0 : places[row] === VALIDATION;

/** Rows that the model was judged on. */
function heldOut(columns: readonly Float64Array[]): number[] {
  const [first = new Float64Array()] = columns;
  return Array.from(first.keys()).filter((row) => !Number.isNaN(first[row]));
}

function classesOf(targets: readonly string[], levels: readonly string[]): Int32Array {
  const indexes = new Map(levels.map((level, index) => [level, index]));
  return Int32Array.from(targets, (target) => {
    const index = indexes.get(target);
    if (index === undefined) throw new RangeError(`The target has no level ${JSON.stringify(target)}.`);
    return index;
  });
}

/** The first of equally likely ones, as in the engine. */
function mostLikely(probabilities: readonly Float64Array[], row: number): number {
  let best = 0;
  for (let index = 1; index < probabilities.length; index++) {
    if ((probabilities[index]?.[row] ?? 0) > (probabilities[best]?.[row] ?? 0)) best = index;
  }
  return best;
}
