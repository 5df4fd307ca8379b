import { graphql } from '../gql/index.js';
import type { BinFragment, PointFragment } from '../gql/graphql.js';

/** @public */
export const THRESHOLD_POINT = graphql(`
  fragment Point on ThresholdPoint {
    threshold
    precision
    recall
    specificity
    f1
    mcc
    accuracy
    truePositives
    falsePositives
    trueNegatives
    falseNegatives
  }
`);
export type ThresholdPoint = PointFragment;

/** @public */
export const CALIBRATION_BIN = graphql(`
  fragment Bin on CalibrationBin {
    predicted
    observed
    rows
  }
`);
export type CalibrationBin = BinFragment;

/** @public */
export const EVALUATED = graphql(`
  fragment Evaluated on Evaluation {
    rows
    skill
    threshold
    metrics {
      ...AllMetrics
    }
    baseline {
      ...AllMetrics
    }
    confusionMatrix {
      labels
      counts
    }
    thresholds {
      ...Point
    }
    calibration {
      ...Bin
    }
    rocCurve {
      threshold
      falsePositiveRate
      truePositiveRate
    }
    pairs {
      actual
      predicted
    }
    findings {
      ...FindingRow
    }
  }
`);
