import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { ProblemType } from '../gql/graphql.js';
import { formatMetric } from './format-metric.js';
import { metricsFor } from './metric-names.js';
import type { Metrics } from './use-task.js';

/** The leader's metrics, each with a line on what it means. */
export function MetricList({
  metrics,
  baseline,
  problemType,
}: {
  readonly metrics: Metrics;
  /** Metrics of always predicting the shares of the classes, or the mean. */
  readonly baseline: Metrics | null;
  readonly problemType: ProblemType | null;
}) {
  const shown = metricsFor(problemType).filter(({ name }) => metrics[name] != null);
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="lg" m={0}>
      {shown.map((metric) => (
        <Stack key={metric.name} gap={2}>
          <Text component="dt" size="sm" fw={600}>
            {metric.label}
          </Text>
          <Text component="dd" m={0} size="xl" fw={650} className="numeric">
            {formatMetric(metric, metrics[metric.name])}
          </Text>
          {baseline?.[metric.name] != null && (
            <Text component="dd" m={0} size="sm" className="numeric">
              without a model: {formatMetric(metric, baseline[metric.name])}
            </Text>
          )}
          <Text component="dd" m={0} size="sm" c="dimmed">
            {metric.meaning}
          </Text>
        </Stack>
      ))}
    </SimpleGrid>
  );
}
