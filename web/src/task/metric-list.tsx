import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ProblemType } from '../gql/graphql.js';
import { formatMetric } from './format-metric.js';
import { keyMetricsFor, metricsFor } from './metric-names.js';
import type { Metrics } from './use-task.js';

/** The metrics of a model, the few that matter first, each beside that of no model, with a line on what it means. */
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
  const [showsAll, setShowsAll] = useState(false);
  const isKnown = ({ name }: { readonly name: keyof Metrics }) => metrics[name] != null;
  const key = keyMetricsFor(problemType).filter(isKnown);
  const others = metricsFor(problemType).filter((metric) => isKnown(metric) && !key.includes(metric));
  const shown = showsAll ? [...key, ...others] : key;
  return (
    <Stack gap="sm" align="stretch">
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
      {others.length > 0 && (
        <div>
          <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer metrics' : `Show all ${key.length + others.length} metrics`}
          </Button>
        </div>
      )}
    </Stack>
  );
}
