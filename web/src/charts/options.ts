import type { ChartColors } from './colors.js';
import type { ChartOption } from './echarts.js';

export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

export interface Pair {
  readonly actual: number;
  readonly predicted: number;
}

/** The ROC curve, beside the diagonal of a guess. */
export function rocOption(points: readonly RocPoint[], colors: ChartColors): ChartOption {
  const curve = points
    .map(({ falsePositiveRate, truePositiveRate }) => [falsePositiveRate, truePositiveRate])
    .sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
  const share = { min: 0, max: 1, interval: 0.25 };
  return {
    ...frame(colors),
    xAxis: { ...axis('False positive rate', colors), ...share },
    yAxis: { ...axis('True positive rate', colors), ...share },
    series: [
      {
        type: 'line',
        data: [[0, 0], ...curve, [1, 1]],
        showSymbol: false,
        silent: true,
        lineStyle: { width: 2.5, color: colors.mark },
      },
      guide([0, 0], [1, 1], colors),
    ],
  };
}

/** Predicted against actual; what lies on the diagonal is right. */
export function predictedOption(pairs: readonly Pair[], colors: ChartColors): ChartOption {
  const values = pairs.flatMap(({ actual, predicted }) => [actual, predicted]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  return {
    ...frame(colors),
    xAxis: { ...axis('Actual', colors), scale: true },
    yAxis: { ...axis('Predicted', colors), scale: true },
    series: [
      dots(
        pairs.map(({ actual, predicted }) => [actual, predicted]),
        colors,
      ),
      guide([low, low], [high, high], colors),
    ],
  };
}

/** What is left over, actual less predicted, by the prediction: a pattern is what the model has not learnt. */
export function residualOption(pairs: readonly Pair[], colors: ChartColors): ChartOption {
  const predictions = pairs.map(({ predicted }) => predicted);
  return {
    ...frame(colors),
    xAxis: { ...axis('Predicted', colors), scale: true },
    yAxis: { ...axis('Actual − predicted', colors), scale: true },
    series: [
      dots(
        pairs.map(({ actual, predicted }) => [predicted, actual - predicted]),
        colors,
      ),
      guide([Math.min(...predictions), 0], [Math.max(...predictions), 0], colors),
    ],
  };
}

function frame({ text }: ChartColors) {
  return {
    animation: false,
    textStyle: { color: text, fontFamily: 'inherit' },
    grid: { left: 12, right: 16, top: 12, bottom: 28, containLabel: true },
  };
}

function axis(name: string, { text, line }: ChartColors) {
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: { color: text },
    axisLabel: { color: text, hideOverlap: true },
    axisLine: { lineStyle: { color: line } },
    splitLine: { lineStyle: { color: line } },
  };
}

function dots(data: readonly (readonly number[])[], { mark }: ChartColors) {
  return { type: 'scatter', data, symbolSize: 5, silent: true, itemStyle: { color: mark, opacity: 0.55 } };
}

function guide(from: readonly number[], to: readonly number[], { guide: color }: ChartColors) {
  return {
    type: 'line',
    data: [from, to],
    showSymbol: false,
    silent: true,
    lineStyle: { type: 'dashed', width: 1, color },
  };
}
