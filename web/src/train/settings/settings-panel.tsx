import {
  Button,
  Checkbox,
  Collapse,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { ALGORITHM_NAMES } from '../../format/names.js';
import { formatCount, plural } from '../../format/number.js';
import { Section } from '../../ui/section.js';
import { WholeNumberInput } from '../../ui/whole-number-input.js';
import { describeSettings } from './describe-settings.js';
import { ALGORITHMS, ALL_ROWS_UP_TO, QUICK_ROWS, rowLimit, type Settings } from './settings.js';

interface Props {
  readonly settings: Settings;
  readonly rows: number;
  readonly onChange: (changes: Partial<Settings>) => void;
}

const ALGORITHM_CHOICES = ALGORITHMS.map((value) => ({ value, label: ALGORITHM_NAMES[value] }));

/** Says in a sentence how it will be trained; the rows are in sight, the other fields behind a button. */
export function SettingsPanel({ settings, rows, onChange }: Props) {
  const [opened, { toggle }] = useDisclosure();
  const panel = useId();
  const limit = rowLimit(settings, rows);
  return (
    <Section
      title="Training settings"
      hint={describeSettings(settings, rows)}
      actions={
        <Button variant="default" size="xs" onClick={toggle} aria-expanded={opened} aria-controls={panel}>
          {opened ? 'Hide settings' : 'Show settings'}
        </Button>
      }
    >
      {rows > QUICK_ROWS && (
        <Group>
          <SegmentedControl
            aria-label="Rows to train on"
            value={String(limit)}
            data={rowChoices(rows, limit)}
            onChange={(value) => onChange({ rows: value === 'null' ? 'all' : Number(value) })}
          />
        </Group>
      )}
      <Collapse expanded={opened} id={panel}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="lg">
          <NumberInput
            label="Maximum rows"
            description={`Drawn at random. Empty: all ${formatCount(rows)}.`}
            value={limit ?? ''}
            min={10}
            allowDecimal={false}
            onChange={(value) => onChange({ rows: typeof value === 'number' && value >= 10 ? value : 'all' })}
          />
          <WholeNumberInput
            label="Maximum models"
            description="Ensembles are not counted."
            value={settings.maxModels}
            min={1}
            max={1000}
            onValue={(maxModels) => onChange({ maxModels })}
          />
          <WholeNumberInput
            label="Time limit"
            description="Of the training, in seconds."
            suffix=" s"
            value={settings.maxRuntimeSecs}
            min={1}
            max={86_400}
            onValue={(maxRuntimeSecs) => onChange({ maxRuntimeSecs })}
          />
          <MultiSelect
            label="Algorithms"
            description="An ensemble combines the others."
            data={ALGORITHM_CHOICES}
            value={[...settings.algorithms]}
            onChange={(chosen) =>
              onChange({ algorithms: ALGORITHMS.filter((algorithm) => chosen.includes(algorithm)) })
            }
            error={settings.algorithms.length === 0 && 'Choose at least one.'}
          />
          <WholeNumberInput
            label="Seed"
            description="The same seed draws the same rows and folds."
            value={settings.seed}
            min={0}
            max={2_147_483_647}
            onValue={(seed) => onChange({ seed })}
          />
          <Checkbox
            pt={{ sm: 'xl' }}
            label="Also try deep learning if results are weak"
            description="Added when the best model misses the quality bar."
            checked={settings.escalate}
            onChange={(event) => onChange({ escalate: event.currentTarget.checked })}
          />
        </SimpleGrid>
      </Collapse>
    </Section>
  );
}

function rowChoices(rows: number, limit: number | null) {
  const sizes = [QUICK_ROWS, ...(rows > ALL_ROWS_UP_TO ? [ALL_ROWS_UP_TO] : [])];
  const others = limit === null || sizes.includes(limit) ? [] : [limit];
  return [
    ...[...sizes, ...others].map((size) => ({
      value: String(size),
      label: size === QUICK_ROWS ? `Quick: ${plural(size, 'row')}` : plural(size, 'row'),
    })),
    { value: 'null', label: `All ${plural(rows, 'row')}` },
  ];
}
