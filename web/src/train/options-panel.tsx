import { Button, Checkbox, Collapse, MultiSelect, NumberInput, SimpleGrid } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { ALGORITHM_NAMES } from '../format/names.js';
import { formatCount } from '../format/number.js';
import { Section } from '../ui/section.js';
import { WholeNumberInput } from '../ui/whole-number-input.js';
import { ALGORITHMS, describeOptions, type MoreOptions } from './more-options.js';

interface Props {
  readonly options: MoreOptions;
  readonly rows: number;
  readonly onChange: (options: MoreOptions) => void;
}

const ALGORITHM_CHOICES = ALGORITHMS.map((value) => ({ value, label: ALGORITHM_NAMES[value] }));

/** Says in a line how it will be trained; the fields to change that are behind a button. */
export function OptionsPanel({ options, rows, onChange }: Props) {
  const [opened, { toggle }] = useDisclosure();
  const panel = useId();
  const set = (changes: Partial<MoreOptions>) => onChange({ ...options, ...changes });
  return (
    <Section
      title="How should it be trained?"
      hint={describeOptions(options, rows)}
      actions={
        <Button variant="default" size="xs" onClick={toggle} aria-expanded={opened} aria-controls={panel}>
          {opened ? 'Less' : 'More'}
        </Button>
      }
    >
      <Collapse expanded={opened} id={panel}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="lg">
          <NumberInput
            label="Rows to train on, at most"
            description={`Drawn evenly at random. Empty: all ${formatCount(rows)}.`}
            value={options.maxRows ?? ''}
            min={10}
            allowDecimal={false}
            onChange={(value) => set({ maxRows: typeof value === 'number' ? value : null })}
          />
          <WholeNumberInput
            label="Models, at most"
            description="Ensembles not counted."
            value={options.maxModels}
            min={1}
            max={1000}
            onValue={(maxModels) => set({ maxModels })}
          />
          <WholeNumberInput
            label="Time, at most"
            description="Of the training itself, in seconds."
            suffix=" s"
            value={options.maxRuntimeSecs}
            min={1}
            max={86_400}
            onValue={(maxRuntimeSecs) => set({ maxRuntimeSecs })}
          />
          <MultiSelect
            label="Kinds of models"
            description="An ensemble combines the others."
            data={ALGORITHM_CHOICES}
            value={options.algorithms}
            onChange={(algorithms) => set({ algorithms })}
            error={options.algorithms.length === 0 && 'Choose at least one.'}
          />
          <WholeNumberInput
            label="Seed"
            description="The same seed draws the same rows and folds."
            value={options.seed}
            min={0}
            max={2_147_483_647}
            onValue={(seed) => set({ seed })}
          />
          <Checkbox
            pt={{ sm: 'xl' }}
            label="Deep learning where the others are poor"
            description="Added when the best model misses the quality bar."
            checked={options.escalate}
            onChange={(event) => set({ escalate: event.currentTarget.checked })}
          />
        </SimpleGrid>
      </Collapse>
    </Section>
  );
}
