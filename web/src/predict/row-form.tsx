import {
  Autocomplete,
  Button,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { formatNumber } from '../format/number.js';
import { formatDateTime } from '../format/time.js';
import type { Algorithm } from '../gql/graphql.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Section } from '../ui/section.js';
import { RowAnswer } from './row-answer.js';
import type { Signature, SignatureColumn } from './use-models.js';
import { usePredictRow } from './use-predict.js';
import { WarningList } from './warning-list.js';

interface Props {
  readonly taskId: string;
  readonly signature: Signature;
  readonly algorithm: Algorithm;
  readonly algorithmName: string;
}

/** More levels are typed, with suggestions, rather than listed. */
const LISTED_LEVELS = 200;

/** One row by hand: a field for each column of the model, filled with what is typical of it. */
export function RowForm({ taskId, signature, algorithm, algorithmName }: Props) {
  const [row, setRow] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(signature.columns.map((column) => [column.name, startValue(column)])),
  );
  const whyNot = whyUnexplained(algorithm, algorithmName, signature);
  const { predict, answer, loading, error } = usePredictRow(taskId, whyNot === null);
  const submit = () =>
    predict(
      Object.fromEntries(
        signature.columns.map((column) => [column.name, sentValue(column, row[column.name] ?? '')]),
      ),
    );
  return (
    <Stack gap="lg">
      <Section title="The row" hint="Leave a field empty where the value is not known.">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            {signature.columns.map((column) => (
              <Field
                key={column.name}
                column={column}
                value={row[column.name] ?? ''}
                onChange={(value) => setRow((before) => ({ ...before, [column.name]: value }))}
              />
            ))}
          </SimpleGrid>
          <Group mt="md">
            <Button type="submit" loading={loading}>
              Predict {signature.response.name}
            </Button>
          </Group>
        </form>
      </Section>
      {error && <ErrorAlert title="Nothing was predicted" error={error} />}
      {answer && <WarningList warnings={answer.warnings} />}
      {answer && <RowAnswer answer={answer} signature={signature} whyUnexplained={whyNot} />}
    </Stack>
  );
}

interface FieldProps {
  readonly column: SignatureColumn;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Field({ column: { name, type, levels, min, max }, value, onChange }: FieldProps) {
  if (type === 'NUMERIC') {
    return (
      <NumberInput
        label={name}
        description={
          min == null || max == null ? undefined : `${formatNumber(min)} to ${formatNumber(max)} in training`
        }
        value={value}
        onChange={(next) => onChange(String(next))}
      />
    );
  }
  if (type === 'CATEGORICAL' && levels && levels.length <= LISTED_LEVELS) {
    return (
      <Select
        label={name}
        description={`One of ${levels.length} levels`}
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
        description={`One of ${levels.length} levels`}
        data={levels}
        limit={30}
        value={value}
        onChange={onChange}
      />
    );
  }
  const range =
    min == null || max == null
      ? ''
      : `, ${[min, max].map((at) => formatDateTime(new Date(at).toISOString())).join(' to ')} in training`;
  return (
    <TextInput
      label={name}
      description={`Date and time, such as 2024-05-31 18:30${range}`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function startValue({ type, typical }: SignatureColumn): string {
  if (typical == null) return '';
  if (type === 'NUMERIC') return String(Number(Number(typical).toPrecision(4)));
  const time = Number(typical);
  return type === 'TIME' && Number.isFinite(time) ? new Date(time).toISOString() : typical;
}

function sentValue({ type }: SignatureColumn, value: string): string | number | null {
  if (value === '') return null;
  return type === 'NUMERIC' ? Number(value) : value;
}

/** Why a model's predictions cannot be explained by column; null where they can. */
function whyUnexplained(algorithm: Algorithm, name: string, { problemType }: Signature): string | null {
  if (algorithm === 'DEEP_LEARNING' || algorithm === 'STACKED_ENSEMBLE') {
    return `${name}: this kind of model cannot tell which columns moved its answer.`;
  }
  return problemType === 'MULTICLASS'
    ? 'Which columns moved the answer is told for two classes and for numbers only.'
    : null;
}
