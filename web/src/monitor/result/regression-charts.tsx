import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useCallback } from 'react';
import { Chart } from '../../charts/chart.js';
import type { ChartColors } from '../../charts/colors.js';
import { predictedOption, residualOption, type Pair } from '../../charts/options.js';

/** Predicted against actual, and what is left over. */
export function RegressionCharts({ pairs }: { readonly pairs: readonly Pair[] }) {
  const predicted = useCallback((colors: ChartColors) => predictedOption(pairs, colors), [pairs]);
  const residuals = useCallback((colors: ChartColors) => residualOption(pairs, colors), [pairs]);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Stack gap={4}>
        <Title order={3} size="h6">
          Predicted vs. actual
        </Title>
        <Chart option={predicted} label={`Predicted against actual values of ${pairs.length} rows`} />
        <Text size="sm" c="dimmed">
          On the dashed line a prediction is exact.
        </Text>
      </Stack>
      <Stack gap={4}>
        <Title order={3} size="h6">
          Residuals
        </Title>
        <Chart option={residuals} label={`Actual less predicted values of ${pairs.length} rows`} />
        <Text size="sm" c="dimmed">
          A pattern here is something the model has not learnt.
        </Text>
      </Stack>
    </SimpleGrid>
  );
}
