import { expect, it } from 'vitest';
import { thresholdPoint } from '../../../src/metrics/threshold-point.js';
import {
  optionsOf,
  placeOf,
  pointAt,
  placeOfChoice,
} from '../../../web/src/monitor/decide/threshold-choice.js';

const points = [
  thresholdPoint(0.1, { truePositives: 40, falsePositives: 100, trueNegatives: 60, falseNegatives: 0 }),
  thresholdPoint(0.5, { truePositives: 30, falsePositives: 10, trueNegatives: 150, falseNegatives: 10 }),
  thresholdPoint(0.9, { truePositives: 10, falsePositives: 0, trueNegatives: 160, falseNegatives: 30 }),
];
const costs = { falsePositive: 1, falseNegative: 50 };

it('what holds between two thresholds is what holds at the upper one', () => {
  expect(placeOf(points, 0.5)).toBe(1);
  expect(placeOf(points, 0.51)).toBe(2);
  expect(pointAt(points, 0.51)?.truePositives).toBe(10);
});

it('above the highest threshold no row is called positive', () => {
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = pointAt(points, 0.99)!;
  expect([truePositives, falsePositives, trueNegatives, falseNegatives]).toEqual([0, 0, 160, 40]);
});

it('a criterion is previewed as the service chooses, and sent with its costs only where it has some', () => {
  expect(placeOfChoice(points, { criterion: 'F1' }, costs)).toBe(1);
  expect(placeOfChoice(points, { criterion: 'COST' }, costs)).toBe(0);
  expect(optionsOf({ criterion: 'F1' }, costs)).toEqual({ criterion: 'F1' });
  expect(optionsOf({ criterion: 'VALUE', value: 0.3 }, costs)).toEqual({ criterion: 'VALUE', value: 0.3 });
  expect(optionsOf({ criterion: 'COST' }, costs)).toEqual({
    criterion: 'COST',
    falsePositiveCost: 1,
    falseNegativeCost: 50,
  });
});
