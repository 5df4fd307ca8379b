import { formatCellTime } from '../../format/cell-time.js';
import { formatNumber, formatShare } from '../../format/number.js';
import type { ColumnType } from '../../gql/graphql.js';
import type { Dependence } from './use-explanations.js';

/** The mean prediction at one value of a column. */
export interface Mean {
  readonly value: string;
  readonly mean: number;
  /** With a value like this. */
  readonly rows: number;
}

export function meansOf(points: Dependence['points'], at: number): readonly Mean[] {
  return points.map(({ value, means, rows }) => ({ value, mean: means[at] ?? 0, rows }));
}

/** Of several classes, the one that the column moves most. */
export function mostMoved(labels: readonly string[], points: Dependence['points']): string {
  const moves = labels.map((label, at) => ({ label, by: rangeOf(meansOf(points, at)) }));
  return moves.reduce((most, next) => (next.by > most.by ? next : most), { label: labels[0] ?? '', by: -1 })
    .label;
}

/** What a curve says, in a sentence. */
export function describeDependence(
  column: string,
  type: ColumnType,
  means: readonly Mean[],
  label: string | null,
): string {
  const [first, last] = [means[0], means.at(-1)];
  if (!first || !last) return `Nothing is known of “${column}”.`;
  const what = label === null ? 'the mean prediction' : `the mean probability of “${label}”`;
  const show = (value: number) => (label === null ? formatNumber(value) : formatShare(value));
  const lowest = means.reduce((low, next) => (next.mean < low.mean ? next : low));
  const highest = means.reduce((high, next) => (next.mean > high.mean ? next : high));
  if (show(lowest.mean) === show(highest.mean))
    return `Whatever “${column}” is, ${what} is ${show(first.mean)}.`;
  const at = ({ value }: Mean) => showValue(value, type);
  if (type === 'CATEGORICAL') {
    return `${capital(what)} is highest for “${highest.value}” (${show(highest.mean)}) and lowest for “${lowest.value}” (${show(lowest.mean)}).`;
  }
  const ends = `As “${column}” goes from ${at(first)} to ${at(last)}, ${what} goes from ${show(first.mean)} to ${show(last.mean)}`;
  const turns = [lowest, highest].filter(
    (mean) => mean !== first && mean !== last && isFar(mean, first, last),
  );
  return turns.length === 0
    ? `${ends}.`
    : `${ends}, with ${turns.map((turn) => `${show(turn.mean)} at ${at(turn)}`).join(' and ')} between.`;
}

/** A number, or a time as it stands in a file. */
function showValue(value: string, type: ColumnType): string {
  if (type === 'TIME') return formatCellTime(Date.parse(value));
  const number = Number(value);
  return type === 'NUMERIC' && Number.isFinite(number) ? formatNumber(number) : value;
}

/** Beyond both ends by a tenth of their range. */
function isFar({ mean }: Mean, first: Mean, last: Mean): boolean {
  const [low, high] = [Math.min(first.mean, last.mean), Math.max(first.mean, last.mean)];
  const room = 0.1 * Math.max(high - low, Math.abs(high) * 0.1);
  return mean < low - room || mean > high + room;
}

const rangeOf = (means: readonly Mean[]) =>
  Math.max(...means.map(({ mean }) => mean)) - Math.min(...means.map(({ mean }) => mean));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
