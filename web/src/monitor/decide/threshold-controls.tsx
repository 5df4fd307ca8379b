import { Group, NumberInput, Select, SimpleGrid, Slider, Stack, Text } from '@mantine/core';
import type { ThresholdPoint } from '../../evaluation/fragment.js';
import { formatNumber } from '../../format/number.js';
import type { ThresholdCriterion } from '../../gql/graphql.js';
import type { Choice } from './threshold-choice.js';

const CRITERIA = {
  AUTO: 'Automatic',
  MCC: 'Best correlation (MCC)',
  F1: 'Best F1: precision and recall count alike',
  ACCURACY: 'Most rows correct',
  BALANCED_ACCURACY: 'Both classes found equally well',
  COST: 'Lowest cost of mistakes',
  VALUE: 'By hand',
} as const satisfies Record<ThresholdCriterion, string>;

/** As typed; empty: not given. */
export interface CostFields {
  readonly falsePositive: number | '';
  readonly falseNegative: number | '';
}

interface Props {
  readonly positive: string;
  readonly points: readonly ThresholdPoint[];
  /** Of the point that is shown. */
  readonly place: number;
  readonly threshold: number;
  readonly criterion: ThresholdCriterion;
  readonly costs: CostFields;
  readonly onChoose: (choice: Choice) => void;
  readonly onCosts: (costs: CostFields) => void;
}

/** The threshold by slider, by number, or by what it is to be best at. */
export function ThresholdControls({
  positive,
  points,
  place,
  threshold,
  criterion,
  costs,
  onChoose,
  onCosts,
}: Props) {
  const at = (index: number) => points[index]?.threshold ?? 0;
  const hasCosts = costs.falsePositive !== '' && costs.falseNegative !== '';
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Text id="threshold-label" size="sm" fw={500}>
          Predict “{positive}” from a probability of <b className="numeric">{formatNumber(threshold)}</b> on
        </Text>
        {/* A step a point: thresholds lie close where many rows are, and far where few are. */}
        <Slider
          min={0}
          max={Math.max(1, points.length - 1)}
          value={place}
          onChange={(index) => onChoose({ criterion: 'VALUE', value: at(index) })}
          label={(index) => formatNumber(at(index))}
          thumbLabel="Threshold"
          thumbValueText={(index) => formatNumber(at(index))}
        />
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            more rows “{positive}”
          </Text>
          <Text size="xs" c="dimmed">
            fewer rows “{positive}”
          </Text>
        </Group>
      </Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          label="Chosen for"
          allowDeselect={false}
          data={Object.entries(CRITERIA).map(([value, label]) => ({
            value: value as ThresholdCriterion,
            label,
            disabled: value === 'COST' && !hasCosts,
          }))}
          value={criterion}
          onChange={(value) => {
            if (value !== null)
              onChoose(value === 'VALUE' ? { criterion: value, value: threshold } : { criterion: value });
          }}
        />
        <NumberInput
          label="Exact threshold"
          min={0}
          max={1}
          step={0.01}
          value={Number(threshold.toPrecision(6))}
          onChange={(value) => {
            if (
              typeof value === 'number' &&
              value >= 0 &&
              value <= 1 &&
              value !== Number(threshold.toPrecision(6))
            )
              onChoose({ criterion: 'VALUE', value });
          }}
        />
        <CostInput
          label={`A false “${positive}” costs`}
          value={costs.falsePositive}
          onChange={(falsePositive) => onCosts({ ...costs, falsePositive })}
        />
        <CostInput
          label={`A missed “${positive}” costs`}
          value={costs.falseNegative}
          onChange={(falseNegative) => onCosts({ ...costs, falseNegative })}
        />
      </SimpleGrid>
    </Stack>
  );
}

function CostInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number | '';
  readonly onChange: (value: number | '') => void;
}) {
  return (
    <NumberInput
      label={label}
      placeholder="any unit"
      min={0}
      allowNegative={false}
      value={value}
      onChange={(next) => onChange(typeof next === 'number' ? next : '')}
    />
  );
}
