import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Chart } from '../charts/chart.js';
import { predictedChart, residualChart, type Pair } from '../charts/specs.js';
import { describeErrors, describeInterval } from './describe-errors.js';

/** Predicted against actual, and what is left over, each with what it says. */
export function RegressionCharts({ pairs }: { readonly pairs: readonly Pair[] }) {
  const interval = describeInterval(pairs);
  const errors = describeErrors(pairs);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Stack gap={4}>
        <Title order={3} size="h6">
          Predicted vs. actual
        </Title>
        <Chart
          chart={predictedChart(pairs)}
          label={`Predicted against actual values of ${pairs.length} rows. ${interval}`}
        />
        <Text size="sm">{interval}</Text>
        <Text size="sm" c="dimmed">
          On the dashed line a prediction is exact. On the Predict page each prediction can have such an
          interval.
        </Text>
      </Stack>
      <Stack gap={4}>
        <Title order={3} size="h6">
          Residuals
        </Title>
        <Chart
          chart={residualChart(pairs)}
          label={`Actual less predicted values of ${pairs.length} rows. ${errors}`}
        />
        <Text size="sm">{errors}</Text>
        <Text size="sm" c="dimmed">
          A pattern here is something the model has not learnt.
        </Text>
      </Stack>
    </SimpleGrid>
  );
}
