import { Badge, Checkbox, Group, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconTarget } from '@tabler/icons-react';
import { Breakable } from '../../format/breakable.js';
import { formatCount, formatShare } from '../../format/number.js';
import type { ColumnConcern, ColumnType } from '../../gql/graphql.js';
import { canBeTarget } from '../suggest-target.js';
import type { Column } from '../use-dataset.js';
import classes from './column-cells.module.css';
import { CONCERNS, isIdentifierText } from './concerns.js';

export const TYPE_NAMES: Readonly<Record<ColumnType, string>> = {
  NUMERIC: 'Number',
  CATEGORICAL: 'Category',
  TIME: 'Date or time',
  TEXT: 'Text',
};

interface NameProps {
  readonly column: Column;
  readonly isTarget: boolean;
  readonly onTarget: () => void;
}

/** The name, which makes the column the target when pressed. */
export function ColumnName({ column, isTarget, onTarget }: NameProps) {
  const { name } = column;
  const canBe = canBeTarget(column);
  return (
    <UnstyledButton
      className={classes['name'] ?? ''}
      disabled={!canBe}
      aria-pressed={isTarget}
      title={canBe ? `Predict ${name}` : `${name} cannot be predicted`}
      onClick={onTarget}
    >
      {isTarget && <IconTarget size={16} aria-hidden />}
      <span>
        <Breakable name={name} />
      </span>
    </UnstyledButton>
  );
}

/** Its type, and what is wrong with it. */
export function ColumnBadges({
  column,
  concern,
}: {
  readonly column: Column;
  readonly concern: ColumnConcern | undefined;
}) {
  const shown = concern === 'TEXT' && isIdentifierText(column) ? 'IDENTIFIER' : concern;
  return (
    <Group gap={4}>
      <Badge variant="light" color="gray" size="sm">
        {TYPE_NAMES[column.type]}
      </Badge>
      {shown && (
        <Badge
          variant="light"
          color="orange"
          size="sm"
          leftSection={<IconAlertTriangle size={12} aria-hidden />}
        >
          {CONCERNS[shown]}
        </Badge>
      )}
    </Group>
  );
}

export function ColumnCounts({
  column: { distinct, missing },
  rows,
}: {
  readonly column: Column;
  readonly rows: number;
}) {
  return (
    <Text
      size="xs"
      c="dimmed"
      className="numeric"
      title={`${formatCount(missing)} of ${formatCount(rows)} rows have no value`}
    >
      {formatCount(distinct)} distinct
      <br />
      {missing === 0 ? 'none missing' : `${formatShare(missing / rows)} missing`}
    </Text>
  );
}

interface UseProps {
  readonly column: Column;
  readonly isTarget: boolean;
  readonly isIgnored: boolean;
  readonly onExclude: (excluded: boolean) => void;
}

/** Whether the models learn from it. */
export function ColumnUse({ column: { name, type }, isTarget, isIgnored, onExclude }: UseProps) {
  if (isTarget) {
    return (
      <Text size="xs" fw={600}>
        Target
      </Text>
    );
  }
  const isText = type === 'TEXT';
  return (
    <Checkbox
      size="xs"
      label={isText ? 'Not used (text)' : 'Use'}
      aria-label={isText ? `${name} is text and not used` : `Use ${name}`}
      checked={!isIgnored && !isText}
      disabled={isText}
      onChange={(event) => onExclude(!event.currentTarget.checked)}
    />
  );
}
