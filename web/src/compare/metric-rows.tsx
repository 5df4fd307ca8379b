import { Text } from '@mantine/core';
import { ALGORITHM_NAMES } from '../format/names.js';
import { formatShare } from '../format/number.js';
import { describeRunTime } from '../task/describe-task.js';
import { formatMetric } from '../task/format-metric.js';
import { metricsFor, type MetricMeaning } from '../task/metric-names.js';
import type { CompareRow } from './compare-table.js';
import { skillOfTask } from './judge.js';
import type { ComparedTask } from './use-compared.js';

/** The best model of each task: its algorithm, its metrics with their spread, and what it took. */
export function metricRows(tasks: readonly ComparedTask[]): readonly CompareRow[] {
  const skills = tasks.map(skillOfTask);
  const kinds = new Set(tasks.map(({ problemType }) => problemType));
  const metrics = [...kinds].flatMap((kind) => metricsFor(kind));
  const known = metrics.filter(
    ({ name }, index) => metrics.findIndex((other) => other.name === name) === index,
  );
  return [
    {
      name: 'Best model',
      cells: tasks.map(({ leader }) => (leader ? ALGORITHM_NAMES[leader.algorithm] : 'none')),
    },
    {
      name: 'Skill',
      title: 'Share of the loss of guessing that the model removes',
      cells: skills.map((skill) => (skill === null ? '–' : skill <= 0 ? 'none' : formatShare(skill))),
      best: bestOf(skills, true),
    },
    ...known
      .filter(({ name }) => tasks.some(({ leader }) => leader?.metrics[name] != null))
      .map((metric) => metricRow(metric, tasks, kinds.size === 1)),
    {
      name: 'Training took',
      cells: tasks.map((task) => (task.finishedAt == null ? '–' : describeRunTime(task, 0))),
    },
  ];
}

function metricRow(metric: MetricMeaning, tasks: readonly ComparedTask[], isRanked: boolean): CompareRow {
  const values = tasks.map(({ leader }) => leader?.metrics[metric.name] ?? null);
  return {
    name: metric.label,
    title: metric.meaning,
    cells: tasks.map(({ leader }, index) => {
      const spread = leader?.spread?.[metric.name];
      return (
        <>
          {formatMetric(metric, values[index])}
          {spread != null && (
            <Text span size="xs" c="dimmed">
              {' '}
              ± {formatMetric(metric, spread)}
            </Text>
          )}
        </>
      );
    }),
    best: isRanked ? bestOf(values, metric.isBetterWhenHigher) : [],
  };
}

/** Places of the best; none where all are equal. */
function bestOf(values: readonly (number | null)[], isBetterWhenHigher: boolean): readonly number[] {
  const known = values.filter((value) => value !== null);
  const best = isBetterWhenHigher ? Math.max(...known) : Math.min(...known);
  const places = values.flatMap((value, index) => (value === best ? [index] : []));
  return places.length < known.length ? places : [];
}
