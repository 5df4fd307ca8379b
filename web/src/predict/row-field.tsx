import { Autocomplete, NumberInput, Select, Slider, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatCellRange } from '../format/cell-time.js';
import { formatNumber, plural } from '../format/number.js';
import type { SignatureColumn } from './use-models.js';

/** More levels are typed, with suggestions, rather than listed. */
const LISTED_LEVELS = 200;

interface Props {
  readonly column: SignatureColumn;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a number field takes while one types. */
const PLAIN = /^[-+.\deE]*$/;

/** The value of one column: by slider and number, by menu, or typed. */
export function RowField(props: Props) {
  const { column, value, onChange } = props;
  const { name, type, levels, min, max } = column;
  if (type === 'NUMERIC') return <NumberField {...props} />;
  if (type === 'CATEGORICAL' && levels && levels.length <= LISTED_LEVELS) {
    return (
      <Select
        label={name}
        description={plural(levels.length, 'category', 'categories')}
        clearable
        searchable={levels.length > 8}
        data={levels}
        value={value === '' ? null : value}
        onChange={(next) => onChange(next ?? '')}
        clearButtonProps={{ 'aria-label': `Empty ${name}` }}
      />
    );
  }
  if (levels) {
    return (
      <Autocomplete
        label={name}
        description={plural(levels.length, 'category', 'categories')}
        data={levels}
        limit={30}
        value={value}
        onChange={onChange}
      />
    );
  }
  const range = min == null || max == null ? '' : `, ${formatCellRange(min, max).join(' to ')} in training`;
  return (
    <TextInput
      label={name}
      description={`Date and time, such as 2024-05-31 18:30${range}`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function NumberField({ column: { name, min, max }, value, onChange }: Props) {
  // As its file writes it, such as 1.234,50 €: the service reads it as it reads the file.
  const [isText] = useState(() => !PLAIN.test(value));
  const number = Number(value);
  const description =
    min == null || max == null ? undefined : `${formatNumber(min)} to ${formatNumber(max)} in training`;
  const field = { label: name, description, value };
  if (isText) return <TextInput {...field} onChange={(event) => onChange(event.currentTarget.value)} />;
  return (
    <Stack gap={6}>
      <NumberInput {...field} onChange={(next) => onChange(String(next))} />
      {min != null && max != null && max > min && (
        <Slider
          size="xs"
          min={min}
          max={max}
          step={stepOf(min, max)}
          value={value !== '' && Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : min}
          label={formatNumber}
          thumbLabel={name}
          onChange={(next) => onChange(String(Number(next.toPrecision(6))))}
        />
      )}
    </Stack>
  );
}

/** About two hundred steps from end to end; whole ones between whole ends that lie far apart. */
function stepOf(min: number, max: number): number {
  const step = (max - min) / 200;
  return Number.isInteger(min) && Number.isInteger(max) && max - min >= 10
    ? Math.max(1, Math.round(step))
    : step;
}
