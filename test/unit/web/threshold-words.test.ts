import { describe, expect, it } from 'vitest';
import { thresholdPoint } from '../../../src/metrics/threshold-point.js';
import {
  describeCost,
  describeGains,
  describeHundred,
  judgeCalibration,
  recallOfFirst,
} from '../../../web/src/evaluation/threshold-words.js';

/** 200 rows, 40 of them positive. */
const points = [
  thresholdPoint(0, { truePositives: 40, falsePositives: 160, trueNegatives: 0, falseNegatives: 0 }),
  thresholdPoint(0.5, { truePositives: 30, falsePositives: 10, trueNegatives: 150, falseNegatives: 10 }),
  thresholdPoint(0.9, { truePositives: 10, falsePositives: 0, trueNegatives: 160, falseNegatives: 30 }),
];

describe('a threshold in words', () => {
  it('counts what becomes of 100 rows', () => {
    expect(describeHundred(points[1]!, 'yes')).toBe(
      'Of 100 rows, 20 are predicted “yes”: 15 rightly, 5 by mistake. 5 “yes” rows are missed.',
    );
  });

  it('says what mistakes cost beside one answer for all rows', () => {
    expect(describeCost(points[1]!, { falsePositive: 1, falseNegative: 20 }, ['no', 'yes'])).toBe(
      'Mistakes cost 105 per 100 rows. Always “no” would cost 400, always “yes” 80.',
    );
  });

  it('says how many of a class the most probable rows hold, beside chance and the best there could be', () => {
    expect(recallOfFirst(points, 0.2)).toBe(0.75);
    // Half the way from 5 % of the rows to 20 %.
    expect(recallOfFirst(points, 0.125)).toBeCloseTo(0.5, 12);
    expect(describeGains(points, 'yes')).toContain('20% of rows with the highest probability hold 75.0%');
    expect(describeGains(points, 'yes')).toContain('a perfect one 100%');
  });
});

describe('calibration', () => {
  it('holds where probabilities are off by no more than chance, however few rows there are', () => {
    const bins = [0.1, 0.3, 0.6].map((predicted) => ({ predicted, observed: predicted + 0.04, rows: 30 }));
    expect(judgeCalibration(bins, 'yes')?.isCalibrated).toBe(true);
  });

  it('fails where they are clearly off, and names where', () => {
    const bins = [
      { predicted: 0.1, observed: 0.1, rows: 500 },
      { predicted: 0.8, observed: 0.55, rows: 500 },
    ];
    expect(judgeCalibration(bins, 'yes')).toEqual({
      isCalibrated: false,
      sentence:
        'Not calibrated: use the probabilities to rank rows, not as shares. On average they are off by 12.5 points. Of rows with a probability near 80.0%, 55.0% are “yes”.',
    });
  });

  it('is not known without bins', () => {
    expect(judgeCalibration([], 'yes')).toBeNull();
  });
});
