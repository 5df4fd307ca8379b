import { Button, Checkbox, Collapse, MultiSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { ALGORITHM_NAMES } from '../format/names.js';
import type { Algorithm } from '../gql/graphql.js';
import { formatCount } from '../format/number.js';
import type { MoreOptions } from './more-options.js';

interface Props {
  readonly options: MoreOptions;
  readonly rows: number;
  readonly onChange: (options: MoreOptions) => void;
}

const ALGORITHMS = (Object.keys(ALGORITHM_NAMES) as Algorithm[]).map((value) => ({
  value,
  label: ALGORITHM_NAMES[value],
}));

export function OptionsPanel({ options, rows, onChange }: Props) {
  const [opened, { toggle }] = useDisclosure();
  const panel = useId();
  const set = (changes: Partial<MoreOptions>) => onChange({ ...options, ...changes });
  const whole = (key: 'maxModels' | 'maxRuntimeSecs' | 'seed') => (value: string | number) => {
    if (typeof value === 'number') set({ [key]: value });
  };
  return (
    <Stack gap="sm" align="stretch">
      <div>
        <Button variant="subtle" onClick={toggle} aria-expanded={opened} aria-controls={panel}>
          {opened ? 'Fewer options' : 'More options'}
        </Button>
      </div>
      <Collapse expanded={opened} id={panel}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          <NumberInput
            label="Rows to train on, at most"
            description={`Drawn evenly at random. Empty: all ${formatCount(rows)}.`}
            value={options.maxRows ?? ''}
            min={10}
            allowDecimal={false}
            onChange={(value) => set({ maxRows: typeof value === 'number' ? value : null })}
          />
          <NumberInput
            label="Models, at most"
            description="Ensembles not counted."
            value={options.maxModels}
            min={1}
            max={1000}
            allowDecimal={false}
            onChange={whole('maxModels')}
          />
          <NumberInput
            label="Time, at most"
            description="Of the training itself."
            suffix=" s"
            value={options.maxRuntimeSecs}
            min={1}
            max={86_400}
            allowDecimal={false}
            onChange={whole('maxRuntimeSecs')}
          />
          <MultiSelect
            label="Kinds of models"
            description="An ensemble combines the others."
            data={ALGORITHMS}
            value={options.algorithms}
            onChange={(algorithms) => set({ algorithms })}
            error={options.algorithms.length === 0 && 'Choose at least one'}
          />
          <NumberInput
            label="Seed"
            description="The same seed draws the same rows and folds."
            value={options.seed}
            min={0}
            allowDecimal={false}
            onChange={whole('seed')}
          />
          <Checkbox
            mt="xl"
            label="Add deep learning where the best model is poor"
            checked={options.escalate}
            onChange={(event) => set({ escalate: event.currentTarget.checked })}
          />
        </SimpleGrid>
      </Collapse>
    </Stack>
  );
}
