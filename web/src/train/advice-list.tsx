import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { inPageWords } from '../format/api-words.js';
import { formatCount } from '../format/number.js';
import { CONCERNS, EXCLUDED_CONCERNS } from './columns/concerns.js';
import type { ColumnAdvice } from './dataset/use-advice.js';

interface Props {
  readonly columns: readonly ColumnAdvice[];
  readonly ignored: ReadonlySet<string>;
  readonly onExclude: (columns: readonly string[], excluded: boolean) => void;
}

const SHOWN = 6;

/** Columns to look at before training. Text needs no decision: it is never trained on. */
export function AdviceList({ columns, ignored, onExclude }: Props) {
  const [showsAll, setShowsAll] = useState(false);
  const toDecide = columns.filter(({ concern }) => concern !== 'TEXT');
  if (toDecide.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle />} title="Check these columns">
      <Stack gap="sm">
        {(showsAll ? toDecide : toDecide.slice(0, SHOWN)).map(({ column, concern, message }) => (
          <Group key={column} justify="space-between" gap="xs">
            <Text size="sm" style={{ flex: '1 1 16rem' }}>
              <b>
                {column}: {CONCERNS[concern].toLowerCase()}.
              </b>{' '}
              {inPageWords(message)}{' '}
              {ignored.has(column) && EXCLUDED_CONCERNS.has(concern) && (
                <b>Excluded, so that the result can be believed.</b>
              )}
            </Text>
            <Button
              size="xs"
              variant="default"
              aria-label={`${ignored.has(column) ? 'Include' : 'Exclude'} ${column}`}
              onClick={() => onExclude([column], !ignored.has(column))}
            >
              {ignored.has(column) ? 'Include' : 'Exclude'}
            </Button>
          </Group>
        ))}
        {toDecide.length > SHOWN && (
          <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `Show all ${formatCount(toDecide.length)}`}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
