import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CONCERNS } from './concerns.js';
import type { ColumnAdvice } from './use-advice.js';

interface Props {
  readonly columns: readonly ColumnAdvice[];
  readonly ignored: ReadonlySet<string>;
  readonly onLeaveOut: (column: string, out: boolean) => void;
}

/** Columns to think twice about. Text needs no decision: it is never trained on. */
export function AdviceList({ columns, ignored, onLeaveOut }: Props) {
  const toDecide = columns.filter(({ concern }) => concern !== 'TEXT');
  if (toDecide.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="Think twice about these columns">
      <Stack gap="sm">
        {toDecide.map(({ column, concern, message }) => (
          <Group key={column} justify="space-between" gap="xs">
            <Text size="sm" style={{ flex: '1 1 16rem' }}>
              <b>
                {column}: {CONCERNS[concern].toLowerCase()}.
              </b>{' '}
              {message}
            </Text>
            <Button
              size="xs"
              variant="default"
              aria-label={`${ignored.has(column) ? 'Use after all:' : 'Leave out'} ${column}`}
              onClick={() => onLeaveOut(column, !ignored.has(column))}
            >
              {ignored.has(column) ? 'Use' : 'Leave out'}
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
