import { Select, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Chart } from '../../charts/chart.js';
import { dependenceChart } from '../../charts/dependence-chart.js';
import type { ColumnType } from '../../gql/graphql.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import { describeDependence, meansOf, mostMoved } from './describe-dependence.js';
import classes from './explain-section.module.css';
import { LabelMeans } from './label-means.js';
import { useDependence } from './use-explanations.js';

interface Props {
  readonly taskId: string;
  readonly column: string;
  readonly type: ColumnType;
}

/** How the mean prediction changes with one column, and how many rows have each value. */
export function DependencePanel({ taskId, column, type }: Props) {
  const { dependence, error, refetch } = useDependence(taskId, column);
  const [chosen, setChosen] = useState<string | null>(null);
  if (error) return <ErrorAlert title="The dependence could not be loaded" error={error} onRetry={refetch} />;
  // That of the column before holds its place.
  if (dependence?.column !== column && !dependence) return <Skeleton className={classes['place']} />;
  const { labels, points } = dependence;
  const label = labels && (chosen !== null && labels.includes(chosen) ? chosen : mostMoved(labels, points));
  const means = meansOf(points, labels?.indexOf(label ?? '') ?? 0);
  const isShown = dependence.column === column;
  const sentence = describeDependence(column, type, means, label ?? null);
  return (
    <Stack gap="xs" aria-busy={!isShown} style={isShown ? undefined : { opacity: 0.5 }}>
      <Title order={3} size="h6">
        How the prediction depends on {column}
      </Title>
      {labels && labels.length > 1 && (
        <Select
          aria-label="Class"
          maw={320}
          searchable
          allowDeselect={false}
          data={[...labels]}
          value={label ?? null}
          onChange={setChosen}
        />
      )}
      <Text size="sm">{sentence}</Text>
      {type === 'CATEGORICAL' ? (
        <LabelMeans means={means} isShare={labels != null} />
      ) : (
        <Chart chart={dependenceChart(column, type, means, label ?? null)} label={sentence} />
      )}
      <Text size="sm" c="dimmed">
        The mean prediction with the column set to each value in all rows.
        {type === 'CATEGORICAL'
          ? ''
          : ' The grey bars are how many rows have such values: where they are low, trust the curve less.'}
      </Text>
    </Stack>
  );
}
