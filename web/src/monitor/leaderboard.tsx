import { Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { ALGORITHM_NAMES } from '../format/names.js';
import type { ProblemType } from '../gql/graphql.js';
import { EmptyState } from '../ui/empty-state.js';
import { Section } from '../ui/section.js';
import { formatMetric } from '../task/format-metric.js';
import { metricsFor, type MetricMeaning, type MetricName } from '../task/metric-names.js';
import type { ModelRow } from '../task/fragments.js';
import type { Metrics } from '../task/use-task.js';

interface Props {
  readonly entries: readonly ModelRow[];
  readonly problemType: ProblemType | null;
  readonly hasEnded: boolean;
  /** On which rows, to follow `Scores`. */
  readonly scoredOn: string;
  /** Metrics of guessing by the shares of the classes, or of the mean. */
  readonly baseline: Metrics | null;
}

/** The models, best first by a metric of the reader's choice; the leader is the best by the first. */
export function Leaderboard({ entries, problemType, hasEnded, scoredOn, baseline }: Props) {
  const metrics = metricsFor(problemType);
  const [chosen, setChosen] = useState<MetricName | null>(null);
  const by = metrics.find(({ name }) => name === chosen) ?? metrics[0];
  const leader = entries.find(({ rank }) => rank === 1);
  const sorted = by ? sortBy(entries, by) : entries;
  return (
    <Section
      title="Leaderboard"
      hint={`Scores ${scoredOn}; the best model first.${leader?.spread ? ' ± is the standard deviation over the folds.' : ''}`}
      actions={
        <Select
          label="Sort by"
          allowDeselect={false}
          data={metrics.map(({ name, label }) => ({ value: name, label }))}
          value={by?.name ?? null}
          onChange={(name) => setChosen(metrics.find((metric) => metric.name === name)?.name ?? null)}
        />
      }
    >
      {entries.length === 0 ? (
        <EmptyState
          title={hasEnded ? 'No model was built' : 'No model yet'}
          hint={hasEnded ? 'The task ended before its first model.' : 'Models appear here as they finish.'}
        />
      ) : (
        <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label="Leaderboard, table">
          <Table striped verticalSpacing="xs" miw={560}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">#</Table.Th>
                <Table.Th scope="col">Model</Table.Th>
                {metrics.map((metric) => (
                  <Table.Th
                    key={metric.name}
                    scope="col"
                    ta="right"
                    title={metric.meaning}
                    aria-sort={
                      metric === by ? (metric.isBetterWhenHigher ? 'descending' : 'ascending') : undefined
                    }
                  >
                    {metric.label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sorted.map((entry, index) => (
                <Table.Tr key={entry.modelId}>
                  <Table.Td className="numeric">{index + 1}</Table.Td>
                  <Table.Td title={entry.modelId} fw={entry.rank === 1 ? 600 : undefined}>
                    {ALGORITHM_NAMES[entry.algorithm]}
                    {isEqual(entry, leader, by) && (
                      <Text span size="xs" c="dimmed">
                        {' '}
                        as good as the best
                      </Text>
                    )}
                    {entry.rank === 1 && (hasEnded ? ' – best' : ' – best so far')}
                  </Table.Td>
                  {metrics.map((metric) => (
                    <Table.Td key={metric.name} ta="right" className="numeric">
                      {formatMetric(metric, entry.metrics[metric.name])}
                      {metric === by && entry.spread?.[metric.name] != null && (
                        <Text span size="xs" c="dimmed">
                          {' '}
                          ± {formatMetric(metric, entry.spread[metric.name])}
                        </Text>
                      )}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
              {baseline && (
                <Table.Tr c="dimmed">
                  <Table.Td />
                  <Table.Td>Baseline: no model</Table.Td>
                  {metrics.map((metric) => (
                    <Table.Td key={metric.name} ta="right" className="numeric">
                      {formatMetric(metric, baseline[metric.name])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              )}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Section>
  );
}

/** Models that differ by less than the spread of the best over its folds cannot be told apart. */
function isEqual(entry: ModelRow, leader: ModelRow | undefined, by: MetricMeaning | undefined): boolean {
  if (!leader || !by || entry === leader) return false;
  const spread = leader.spread?.[by.name];
  const [own, best] = [entry.metrics[by.name], leader.metrics[by.name]];
  return spread != null && own != null && best != null && Math.abs(own - best) <= spread;
}

/** What a model has no value for goes last. */
function sortBy(
  entries: readonly ModelRow[],
  { name, isBetterWhenHigher }: MetricMeaning,
): readonly ModelRow[] {
  const sign = isBetterWhenHigher ? -1 : 1;
  const keyOf = ({ metrics }: ModelRow) => {
    const value = metrics[name];
    return value == null ? Number.POSITIVE_INFINITY : sign * value;
  };
  return entries.toSorted((a, b) => compare(keyOf(a), keyOf(b)) || a.rank - b.rank);
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
