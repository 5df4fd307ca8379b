import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { formatCount } from '../../format/number.js';
import type { Column } from '../dataset/use-dataset.js';

interface Props {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly columns: readonly Column[];
  readonly matches: readonly Column[];
  readonly target: string | null;
  readonly ignored: ReadonlySet<string>;
  readonly onExclude: (columns: readonly string[], excluded: boolean) => void;
}

/** Finds columns by name, and excludes or includes all that are found at once. */
export function ColumnSearch({ search, onSearch, columns, matches, target, ignored, onExclude }: Props) {
  const usable = (list: readonly Column[]) =>
    list.filter(({ name, type }) => name !== target && type !== 'TEXT');
  const found = usable(matches).map(({ name }) => name);
  const inUse = usable(columns).filter(({ name }) => !ignored.has(name)).length;
  const what = search.trim() === '' ? 'all' : `${formatCount(found.length)} found`;
  return (
    <Group gap="sm">
      <TextInput
        aria-label="Search columns"
        placeholder="Search columns"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        disabled={found.every((name) => ignored.has(name))}
        onClick={() => onExclude(found, true)}
      >
        Exclude {what}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={!found.some((name) => ignored.has(name))}
        onClick={() => onExclude(found, false)}
      >
        Include {what}
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {formatCount(inUse)} of {formatCount(columns.length)} columns used
      </Text>
    </Group>
  );
}
