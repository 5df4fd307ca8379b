import { Checkbox, MultiSelect, NumberInput, SimpleGrid } from '@mantine/core';
import { ALGORITHM_NAMES } from '../../format/names.js';
import { formatCount } from '../../format/number.js';
import { WholeNumberInput } from '../../ui/whole-number-input.js';
import type { SettingsProps } from './settings-props.js';
import { ALGORITHMS, rowLimit } from './settings.js';

const ALGORITHM_CHOICES = ALGORITHMS.map((value) => ({ value, label: ALGORITHM_NAMES[value] }));

/** How much is trained, and on how much. */
export function ExtentFields({ settings, rows, onChange }: SettingsProps & { readonly rows: number }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} verticalSpacing="lg">
      <NumberInput
        label="Maximum rows"
        description={`Drawn at random. Empty: all ${formatCount(rows)}.`}
        value={rowLimit(settings, rows) ?? ''}
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
  );
}
