import { Button, Collapse, Fieldset, Group, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { plural } from '../../format/number.js';
import { Section } from '../../ui/section.js';
import { ColumnFields } from './column-fields.js';
import { describeSettings } from './describe-settings.js';
import { ExtentFields } from './extent-fields.js';
import { JudgingFields } from './judging-fields.js';
import type { SettingsProps } from './settings-props.js';
import { ALL_ROWS_UP_TO, QUICK_ROWS, rowLimit } from './settings.js';
import { ValidationFields } from './validation-fields.js';

/** Says in a few sentences how it will be trained; the rows are in sight, the other fields behind a button. */
export function SettingsPanel(props: SettingsProps & { readonly rows: number }) {
  const { settings, rows, onChange } = props;
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
        <Stack gap="lg">
          <Fieldset legend="What is trained">
            <ExtentFields {...props} />
          </Fieldset>
          <Fieldset legend="How models are judged">
            <Stack gap="lg">
              <ValidationFields {...props} />
              <JudgingFields {...props} />
            </Stack>
          </Fieldset>
          <Fieldset legend="Columns with a part of their own">
            <ColumnFields {...props} />
          </Fieldset>
        </Stack>
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
