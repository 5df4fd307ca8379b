import { Badge, Checkbox, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconTarget } from '@tabler/icons-react';
import { Breakable } from '../../format/breakable.js';
import { formatCount, formatShare } from '../../format/number.js';
import type { ColumnConcern } from '../../gql/graphql.js';
import { canBeTarget } from '../dataset/suggest-target.js';
import type { Column } from '../dataset/use-dataset.js';
import classes from './column-cells.module.css';
import { CONCERNS, isIdentifierText } from './concerns.js';

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

/** What is wrong with it. */
export function ColumnBadge({
  column,
  concern,
}: {
  readonly column: Column;
  readonly concern: ColumnConcern | undefined;
}) {
  const shown = concern === 'TEXT' && isIdentifierText(column) ? 'IDENTIFIER' : concern;
  return (
    shown && (
      <Badge
        variant="light"
        color="orange"
        size="sm"
        mt={4}
        leftSection={<IconAlertTriangle size={12} aria-hidden />}
      >
        {CONCERNS[shown]}
      </Badge>
    )
  );
}

export function ColumnCounts({
  column: { distinct, missing, odd },
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
      {odd > 0 && (
        <>
          <br />
          {formatCount(odd)} of these odd
        </>
      )}
    </Text>
  );
}

interface UseProps {
  readonly column: Column;
  readonly isTarget: boolean;
  readonly isIgnored: boolean;
  /** What it does instead of being learned from, such as `Weight`. */
  readonly role: string | undefined;
  readonly onExclude: (excluded: boolean) => void;
}

/** Whether the models learn from it. */
export function ColumnUse({ column: { name, type }, isTarget, isIgnored, role, onExclude }: UseProps) {
  if (isTarget || role !== undefined) {
    return (
      <Text size="xs" fw={600}>
        {isTarget ? 'Target' : role}
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
