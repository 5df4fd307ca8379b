import { Checkbox, NumberInput, Select, SimpleGrid } from '@mantine/core';
import { CRITERIA, CRITERION_NAMES, METRICS_OF, SORT_METRIC_NAMES, SORT_METRICS } from './setting-names.js';
import type { SettingsProps } from './settings-props.js';
import type { Threshold } from './settings.js';

/** What is best: the metric of the leaderboard, and what the threshold of two classes is chosen by. */
export function JudgingFields({ settings, problemType, onChange }: SettingsProps) {
  const { sortMetric, threshold, balanceClasses } = settings;
  const fitting = problemType === null ? SORT_METRICS : METRICS_OF[problemType];
  const doesFit = fitting.includes(sortMetric);
  const set = (changes: Partial<Threshold>) => onChange({ threshold: { ...threshold, ...changes } });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} verticalSpacing="lg">
      <Select
        label="Metric of the leaderboard"
        description="The best model is the best by this one."
        allowDeselect={false}
        data={[...fitting, ...(doesFit ? [] : [sortMetric])].map((value) => ({
          value,
          label: SORT_METRIC_NAMES[value],
        }))}
        value={sortMetric}
        onChange={(value) => onChange({ sortMetric: fitting.find((known) => known === value) ?? 'AUTO' })}
        error={!doesFit && 'It does not fit this target.'}
      />
      {(problemType === 'BINARY' || threshold.criterion !== 'AUTO') && (
        <Select
          label="Threshold"
          description="From which probability on the second class is predicted."
          allowDeselect={false}
          data={CRITERIA.map((value) => ({ value, label: CRITERION_NAMES[value] }))}
          value={threshold.criterion}
          onChange={(value) =>
            set({
              criterion: CRITERIA.find((known) => known === value) ?? 'AUTO',
              value: value === 'VALUE' ? (threshold.value ?? 0.5) : null,
            })
          }
        />
      )}
      {threshold.criterion === 'COST' && (
        <>
          <NumberInput
            label="Cost of a false alarm"
            description="The first class taken for the second."
            min={0}
            value={threshold.falsePositiveCost}
            onChange={(value) => typeof value === 'number' && set({ falsePositiveCost: value })}
          />
          <NumberInput
            label="Cost of a miss"
            description="The second class taken for the first."
            min={0}
            value={threshold.falseNegativeCost}
            onChange={(value) => typeof value === 'number' && set({ falseNegativeCost: value })}
          />
        </>
      )}
      {threshold.criterion === 'VALUE' && (
        <NumberInput
          label="Threshold value"
          description="A probability, 0 to 1."
          min={0}
          max={1}
          step={0.05}
          value={threshold.value ?? 0.5}
          onChange={(value) => typeof value === 'number' && value <= 1 && set({ value })}
        />
      )}
      {(problemType !== 'REGRESSION' || balanceClasses) && (
        <Checkbox
          pt={{ sm: 'xl' }}
          label="Balance the classes"
          description="Rare classes count as much as common ones while learning."
          checked={balanceClasses}
          onChange={(event) => onChange({ balanceClasses: event.currentTarget.checked })}
          error={balanceClasses && problemType === 'REGRESSION' && 'A number has no classes.'}
        />
      )}
    </SimpleGrid>
  );
}
