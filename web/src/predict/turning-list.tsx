import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { formatNumber, formatShare } from '../format/number.js';
import { ErrorAlert } from '../ui/error-alert.js';
import type { SentRow, TurningPoint } from './turning-points.js';
import { useTurningPoints } from './use-turning-points.js';
import type { Signature } from './use-models.js';
import type { Overrides } from './use-predict.js';

interface Props {
  readonly taskId: string;
  readonly signature: Signature;
  readonly importance: readonly string[];
  readonly overrides: Overrides;
  readonly row: SentRow;
  /** The class that is predicted for the row. */
  readonly predicted: string;
  /** Puts a value into the form. */
  readonly onApply: (column: string, value: string) => void;
}

/** The smallest changes of one column that would turn the prediction, each to be tried by a click. */
export function TurningList({ row, predicted, onApply, ...model }: Props) {
  const { find, isLooking, error } = useTurningPoints(model);
  const [found, setFound] = useState<{ readonly of: string; readonly points: readonly TurningPoint[] }>();
  const key = JSON.stringify(row);
  // What was found of other values says nothing of these.
  const points = found?.of === key ? found.points : null;
  return (
    <Stack gap="xs" align="flex-start">
      <Text fw={600}>What would change it</Text>
      {error !== undefined && <ErrorAlert title="The row could not be varied" error={error} />}
      {points === null ? (
        <Button
          variant="default"
          size="xs"
          loading={isLooking}
          onClick={() => {
            void find(row, predicted).then((list) => list && setFound({ of: key, points: list }));
          }}
        >
          Find the smallest change of one column
        </Button>
      ) : points.length === 0 ? (
        <Text size="sm">No change of a single column turns the prediction.</Text>
      ) : (
        points.map(({ column, value, predict, probability }) => (
          <Group key={column} gap="xs">
            <Text size="sm">
              {column} = <b>{typeof value === 'number' ? formatNumber(value) : value}</b>: “{predict}” (
              {formatShare(probability)})
            </Text>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Try ${column} = ${value}`}
              onClick={() => onApply(column, String(value))}
            >
              Try
            </Button>
          </Group>
        ))
      )}
    </Stack>
  );
}
