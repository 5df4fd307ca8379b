import { MultiSelect, Select, SimpleGrid } from '@mantine/core';
import type { SettingsProps } from './settings-props.js';

/** Columns with a part of their own: the weight of a row, and those with which the prediction only rises or falls. */
export function ColumnFields({ settings, columns, problemType, onChange }: SettingsProps) {
  const { target, weightColumn, rises, falls } = settings;
  const numbers = columns
    .filter(({ name, type }) => type === 'NUMERIC' && name !== target)
    .map(({ name }) => name);
  const among = (present: readonly string[], taken: readonly string[]) => [
    ...numbers.filter((name) => !taken.includes(name)),
    ...present.filter((name) => !numbers.includes(name)),
  ];
  const isMonotone = rises.length + falls.length > 0;
  const problem = isMonotone && problemType === 'MULTICLASS' ? 'Not for three or more classes.' : undefined;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="lg">
      <Select
        label="Weight column"
        description="How much each row counts; not learned from."
        placeholder="All rows count the same"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'No weight column' }}
        limit={200}
        data={among(weightColumn === null ? [] : [weightColumn], [])}
        value={weightColumn}
        onChange={(value) => onChange({ weightColumn: value })}
      />
      {(problemType !== 'MULTICLASS' || isMonotone) && (
        <>
          <MultiSelect
            label="Prediction rises with"
            description="Never falls as these rise; only GBM and XGBoost are trained."
            placeholder={rises.length === 0 ? 'No column' : undefined}
            searchable
            limit={200}
            data={among(rises, falls)}
            value={[...rises]}
            onChange={(chosen) => onChange({ rises: chosen })}
            error={problem}
          />
          <MultiSelect
            label="Prediction falls with"
            description="Never rises as these rise."
            placeholder={falls.length === 0 ? 'No column' : undefined}
            searchable
            limit={200}
            data={among(falls, rises)}
            value={[...falls]}
            onChange={(chosen) => onChange({ falls: chosen })}
            error={problem}
          />
        </>
      )}
    </SimpleGrid>
  );
}
