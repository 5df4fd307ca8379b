import { Checkbox, Group, NumberInput, Select } from '@mantine/core';
import { formatNumber } from '../format/number.js';
import type { ProblemType } from '../gql/graphql.js';
import type { Overrides } from './use-predict.js';

const INTERVALS = [
  { value: '', label: 'none' },
  { value: '0.8', label: '80% of values' },
  { value: '0.9', label: '90% of values' },
  { value: '0.95', label: '95% of values' },
];

interface Props {
  readonly problemType: ProblemType;
  /** Of the model; null unless of two classes. */
  readonly threshold: number | null;
  readonly keepsColumns: boolean;
  readonly overrides: Overrides;
  readonly onKeep: (keeps: boolean) => void;
  readonly onOverride: (overrides: Overrides) => void;
}

/** How the next table is predicted. */
export function TableOptions({ problemType, threshold, keepsColumns, overrides, onKeep, onOverride }: Props) {
  return (
    <Group gap="lg" align="flex-end">
      {problemType === 'BINARY' && (
        <NumberInput
          label="Threshold"
          description="Empty: the model’s own"
          placeholder={threshold === null ? '' : formatNumber(threshold)}
          w={180}
          min={0}
          max={1}
          step={0.01}
          value={overrides.threshold ?? ''}
          onChange={(value) =>
            onOverride({ ...overrides, threshold: typeof value === 'number' ? value : null })
          }
        />
      )}
      {problemType === 'REGRESSION' && (
        <Select
          label="Interval around each prediction"
          description="That holds so many values like those of the training"
          w={320}
          allowDeselect={false}
          data={INTERVALS}
          value={overrides.interval === null ? '' : String(overrides.interval)}
          onChange={(value) =>
            onOverride({ ...overrides, interval: value === null || value === '' ? null : Number(value) })
          }
        />
      )}
      <Checkbox
        label="Keep the columns of the file beside the predictions"
        checked={keepsColumns}
        pb={8}
        onChange={(event) => onKeep(event.currentTarget.checked)}
      />
    </Group>
  );
}
