import { useComputedColorScheme, Group, Text } from '@mantine/core';
import { Chart } from '../charts/chart.js';
import { rocCurves, SERIES } from '../charts/roc-curves.js';
import { taskTitle } from '../format/task-title.js';
import { Section } from '../ui/section.js';
import classes from './compare-table.module.css';
import type { ComparedTask } from './use-compared.js';

/** The ROC curves of models of two classes, over each other. */
export function CurvesSection({ tasks }: { readonly tasks: readonly ComparedTask[] }) {
  const scheme = useComputedColorScheme('light');
  const curves = tasks.flatMap((task) => {
    const points = task.modelDetails?.rocCurve;
    return points ? [{ task, points }] : [];
  });
  if (curves.length === 0) return null;
  return (
    <Section
      title="ROC curves"
      hint="What share of each class is caught, for every threshold there could be. The higher, the better."
    >
      <Group gap="md" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {curves.map(({ task }, index) => (
          <Text key={task.id} size="sm" component="li">
            <span
              className={classes['key']}
              style={{
                borderColor: SERIES[scheme][index],
                borderBlockStartStyle: index % 2 === 0 ? 'solid' : 'dashed',
              }}
            />
            {taskTitle(task)}
          </Text>
        ))}
      </Group>
      <Chart
        label={`ROC curves of ${curves.map(({ task }) => taskTitle(task)).join(', ')}`}
        chart={rocCurves(
          curves.map(({ points }) => points),
          scheme,
        )}
      />
    </Section>
  );
}
