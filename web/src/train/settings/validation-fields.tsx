import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import { VALIDATION_NAMES, VALIDATIONS } from './setting-names.js';
import type { SettingsProps } from './settings-props.js';
import type { Validation } from './settings.js';

const MOST_FOLDS = 20;
const LARGEST_TEST = 50;

const MEANINGS = {
  RANDOM: 'Rows are dealt at random, evenly by class.',
  GROUPED: 'Rows of one group, such as a patient, are never in two folds.',
  TIME_ORDERED: 'Models learn from earlier rows and are judged on later ones.',
} as const;

/** Which rows the models are judged on. */
export function ValidationFields({ settings: { validation, target }, columns, onChange }: SettingsProps) {
  const { kind, column, folds, testFraction } = validation;
  const set = (changes: Partial<Validation>) => onChange({ validation: { ...validation, ...changes } });
  const dividers = columns.filter(
    ({ name, type }) => name !== target && (kind === 'GROUPED' || type === 'TIME' || type === 'NUMERIC'),
  );
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} verticalSpacing="lg">
      <Select
        label="Validation"
        description={MEANINGS[kind]}
        allowDeselect={false}
        data={VALIDATIONS.map((value) => ({ value, label: VALIDATION_NAMES[value] }))}
        value={kind}
        onChange={(value) => {
          const chosen = VALIDATIONS.find((known) => known === value) ?? 'RANDOM';
          set({ kind: chosen, column: null, folds: chosen === 'TIME_ORDERED' ? null : folds });
        }}
      />
      {kind !== 'RANDOM' && (
        <Select
          label={kind === 'GROUPED' ? 'Group column' : 'Time column'}
          description={
            kind === 'GROUPED' ? 'Names the group of a row; not learned from.' : 'Holds times or numbers.'
          }
          placeholder="Choose a column"
          searchable
          limit={200}
          allowDeselect={false}
          data={dividers.map(({ name }) => name)}
          value={column}
          onChange={(value) => set({ column: value })}
          error={column === null && 'Choose a column.'}
        />
      )}
      {kind !== 'TIME_ORDERED' && (
        <NumberInput
          label="Folds"
          description="2 to 20. Empty: by the number of rows."
          placeholder="Automatic"
          min={2}
          max={MOST_FOLDS}
          allowDecimal={false}
          clampBehavior="blur"
          value={folds ?? ''}
          onChange={(value) => set({ folds: typeof value === 'number' && value >= 2 ? value : null })}
        />
      )}
      <NumberInput
        label="Test share"
        description="Rows that no model learns from, to test the best one."
        min={0}
        max={LARGEST_TEST}
        suffix="%"
        decimalScale={1}
        clampBehavior="blur"
        value={Number((100 * testFraction).toFixed(1))}
        onChange={(value) => {
          if (typeof value !== 'number' || value > LARGEST_TEST) return;
          set({ testFraction: Math.round(10 * value) / 1000 });
        }}
      />
    </SimpleGrid>
  );
}
