import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import { formatCellTime } from '../format/cell-time.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Section } from '../ui/section.js';
import { fieldsToShow, SHOWN_FIELDS } from './form-fields.js';
import { RowAnswer } from './row-answer.js';
import { RowField } from './row-field.js';
import { TurningList } from './turning-list.js';
import type { Signature, SignatureColumn } from './use-models.js';
import { NO_OVERRIDES, usePredictRow, type Overrides } from './use-predict.js';
import { WarningList } from './warning-list.js';

interface Props {
  readonly taskId: string;
  readonly signature: Signature;
  /** Names of columns, most important first. */
  readonly importance: readonly string[];
  /** Default: none. */
  readonly overrides?: Overrides;
  /** Default: `Enter values`. */
  readonly title?: string;
  /** Values to begin with, which are predicted at once; default: what is typical. */
  readonly start?: Readonly<Record<string, unknown>>;
}

/** A change that is typed waits for the next key as long as this. */
const FOLLOW_MS = 200;

/** A single row: a field for each column of the model, filled with a typical value. */
export function RowForm({
  taskId,
  signature,
  importance,
  overrides = NO_OVERRIDES,
  title = 'Enter values',
  start,
}: Props) {
  const [row, setRow] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      signature.columns.map((column) => [
        column.name,
        start ? cellOf(start[column.name]) : startValue(column),
      ]),
    ),
  );
  const [search, setSearch] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const { columns } = signature;
  const shown = fieldsToShow(columns, importance, search, showsAll);
  const isLong = columns.length > SHOWN_FIELDS;
  const { predict, answer, loading, error } = usePredictRow(taskId, overrides);
  const sent = (values: typeof row) =>
    Object.fromEntries(columns.map((column) => [column.name, sentValue(column, values[column.name] ?? '')]));
  const submit = (values: typeof row) => predict(sent(values));
  const explainStart = useEffectEvent(() => submit(row));
  const isGiven = start !== undefined;
  useEffect(() => {
    if (isGiven) explainStart();
  }, [isGiven]);
  const follow = useDebouncedCallback(submit, FOLLOW_MS);
  const set = (name: string, value: string) => {
    const next = { ...row, [name]: value };
    setRow(next);
    // Once asked for, the prediction follows each change: what if?
    if (answer) follow(next);
  };
  return (
    <Stack gap="lg">
      <Section
        title={title}
        hint={`Leave a field empty if the value is unknown.${isLong ? ` The ${SHOWN_FIELDS} most important of ${columns.length} columns are shown; the others hold typical values.` : ''}`}
        actions={
          isLong && (
            <TextInput
              aria-label="Search columns"
              placeholder="Search columns"
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          )
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit(row);
          }}
        >
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
            {shown.map((column) => (
              <RowField
                key={column.name}
                column={column}
                value={row[column.name] ?? ''}
                onChange={(value) => set(column.name, value)}
              />
            ))}
          </SimpleGrid>
          <Group mt="md">
            <Button type="submit" loading={loading}>
              Predict {signature.response.name}
            </Button>
            {isLong && (
              <Button variant="default" onClick={() => setShowsAll(!showsAll)}>
                {showsAll ? 'Show fewer columns' : `Show all ${columns.length} columns`}
              </Button>
            )}
          </Group>
        </form>
      </Section>
      {error && <ErrorAlert title="Prediction failed" error={error} />}
      {answer && <WarningList warnings={answer.warnings} />}
      {answer && (
        <RowAnswer answer={answer} signature={signature}>
          {(predicted) => (
            <TurningList
              taskId={taskId}
              signature={signature}
              importance={importance}
              overrides={overrides}
              row={sent(row)}
              predicted={predicted}
              onApply={set}
            />
          )}
        </RowAnswer>
      )}
    </Stack>
  );
}

const cellOf = (value: unknown) => (typeof value === 'string' ? value : '');

function startValue({ type, typical }: SignatureColumn): string {
  if (typical == null) return '';
  if (type === 'NUMERIC') return String(Number(Number(typical).toPrecision(4)));
  const time = Number(typical);
  return type === 'TIME' && Number.isFinite(time) ? formatCellTime(time) : typical;
}

function sentValue({ type }: SignatureColumn, value: string): string | number | null {
  if (value === '') return null;
  // A number as a file writes it is read as in a file.
  return type === 'NUMERIC' && Number.isFinite(Number(value)) ? Number(value) : value;
}
