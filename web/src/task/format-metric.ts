import { formatNumber, formatShare } from '../format/number.js';
import type { MetricMeaning } from './metric-names.js';

/** A metric below it is as good as nought. */
const SMALLEST = 0.0001;

export function formatMetric({ isShare }: MetricMeaning, value: number | null | undefined): string {
  if (value == null) return '–';
  if (isShare) return formatShare(value);
  return value > 0 && value < SMALLEST ? `<${SMALLEST}` : formatNumber(value);
}
