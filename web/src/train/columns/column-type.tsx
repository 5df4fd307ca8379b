import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { choiceOf } from '../settings/column-choices.js';
import { TYPE_NAMES, TYPES } from '../settings/setting-names.js';
import type { ColumnChoice } from '../settings/settings.js';
import type { Column } from '../dataset/use-dataset.js';

export type ChangeRead = (name: string, change: Partial<Omit<ColumnChoice, 'name'>>) => void;

interface Props {
  /** As it was detected. */
  readonly column: Column;
  readonly choices: readonly ColumnChoice[];
  readonly onRead: ChangeRead;
}

/** How a column is read: as detected, or as its owner says; of times also how they are written. */
export function ColumnTypeMenu({ column: { name, type, format }, choices, onRead }: Props) {
  const choice = choiceOf(choices, name);
  const chosen = choice.type ?? type;
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={`Type of ${name}`}
        title={format == null ? undefined : `Written as ${format}`}
        data={TYPES.map((value) => ({ value, label: TYPE_NAMES[value] }))}
        value={chosen}
        onChange={({ currentTarget: { value } }) => {
          const wanted = TYPES.find((known) => known === value) ?? type;
          onRead(name, { type: wanted === type ? null : wanted, timeFormat: null });
        }}
      />
      {chosen !== type && (
        <Text size="xs" c="dimmed">
          detected: {TYPE_NAMES[type].toLowerCase()}
        </Text>
      )}
      {chosen === 'TIME' && (
        <TimeFormat
          key={choice.timeFormat ?? ''}
          name={name}
          detected={type === 'TIME' ? (format ?? null) : null}
          chosen={choice.timeFormat}
          onChange={(timeFormat) => onRead(name, { timeFormat })}
        />
      )}
    </>
  );
}

interface FormatProps {
  readonly name: string;
  readonly detected: string | null;
  readonly chosen: string | null;
  readonly onChange: (format: string | null) => void;
}

/** Taken when one leaves the field or presses Enter: half a format is none. */
function TimeFormat({ name, detected, chosen, onChange }: FormatProps) {
  const [typed, setTyped] = useState(chosen ?? '');
  const settle = () => {
    const wanted = typed.trim() === '' || typed.trim() === detected ? null : typed.trim();
    if (wanted !== chosen) onChange(wanted);
  };
  return (
    <TextInput
      size="xs"
      mt={4}
      aria-label={`Date format of ${name}`}
      title="Such as dd/MM/yyyy or yyyy-MM-dd HH:mm; empty: as detected"
      placeholder={detected ?? 'dd/MM/yyyy'}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  );
}
