import { Badge, Checkbox, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconTarget } from '@tabler/icons-react';
import { formatCount, formatShare } from '../format/number.js';
import type { ColumnConcern, ColumnType } from '../gql/graphql.js';
import classes from './column-head.module.css';
import { ColumnSketch } from './column-sketch.js';
import { CONCERNS } from './concerns.js';
import { canBeTarget } from './suggest-target.js';
import type { Column } from './use-dataset.js';

const TYPES: Readonly<Record<ColumnType, string>> = {
  NUMERIC: 'Number',
  CATEGORICAL: 'Category',
  TIME: 'Time',
  TEXT: 'Text',
};

interface Props {
  readonly column: Column;
  readonly rows: number;
  readonly isTarget: boolean;
  readonly isIgnored: boolean;
  readonly concern: ColumnConcern | undefined;
  readonly onTarget: () => void;
  readonly onLeaveOut: (out: boolean) => void;
}

export function ColumnHead({ column, rows, isTarget, isIgnored, concern, onTarget, onLeaveOut }: Props) {
  const { name, type, missing, distinct } = column;
  const isText = type === 'TEXT';
  return (
    <Stack gap={6}>
      <UnstyledButton
        className={classes['name'] ?? ''}
        disabled={!canBeTarget(column)}
        aria-pressed={isTarget}
        title={canBeTarget(column) ? `Predict ${name}` : `${name} cannot be predicted`}
        onClick={onTarget}
      >
        {isTarget && <IconTarget size={16} aria-hidden />}
        {name}
      </UnstyledButton>
      <Group gap={4}>
        <Badge variant="light" color="gray" size="sm">
          {TYPES[type]}
        </Badge>
        {concern && !isTarget && (
          <Badge
            variant="light"
            color="orange"
            size="sm"
            leftSection={<IconAlertTriangle size={12} aria-hidden />}
          >
            {CONCERNS[concern]}
          </Badge>
        )}
      </Group>
      <ColumnSketch column={column} rows={rows} />
      <Text size="xs" c="dimmed" className="numeric" title={`${missing} of ${rows} rows have no value`}>
        {formatCount(distinct)} distinct
        <br />
        {missing === 0 ? 'none missing' : `${formatShare(missing / rows)} missing`}
      </Text>
      {isTarget ? (
        <Text size="xs" fw={600}>
          To be predicted
        </Text>
      ) : (
        <Checkbox
          size="xs"
          label={isText ? 'Never trained on' : 'Use'}
          aria-label={isText ? `${name} is text and never trained on` : `Use ${name}`}
          checked={!isIgnored && !isText}
          disabled={isText}
          onChange={(event) => onLeaveOut(!event.currentTarget.checked)}
        />
      )}
    </Stack>
  );
}
