import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { STATUS_NAMES } from '../../format/names.js';
import { SORT_NAMES, SORTS, STATUSES, type ListFilter } from './list-filter.js';

interface Props {
  readonly filter: ListFilter;
  readonly onFilter: (changes: Partial<ListFilter>) => void;
}

const ALL = 'ALL';
const TYPING_MS = 250;

/** What is listed, and in which order. Tag and target are chosen at a task, and taken back here. */
export function TaskFilters({ filter: { status, search, tag, target, sort }, onFilter }: Props) {
  const [typed, setTyped] = useState(search);
  const settle = useDebouncedCallback((text: string) => onFilter({ search: text }), TYPING_MS);
  const chosen = [
    tag === null ? null : { label: `Tag: ${tag}`, clear: { tag: null } },
    target === null ? null : { label: `Target: ${target}`, clear: { target: null } },
  ].filter((part) => part !== null);
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label="Search"
        placeholder="Name, tag, file, target or id"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          settle(event.currentTarget.value);
        }}
        flex="1 1 14rem"
      />
      <Select
        label="Sort by"
        allowDeselect={false}
        w={140}
        data={SORTS.map((value) => ({ value, label: SORT_NAMES[value] ?? value }))}
        value={sort}
        onChange={(value) => onFilter({ sort: SORTS.find((known) => known === value) ?? 'NEWEST' })}
      />
      <div style={{ overflowX: 'auto', maxWidth: '100%' }}>
        <SegmentedControl
          aria-label="Show tasks that are"
          data={[
            { value: ALL, label: 'All' },
            ...STATUSES.map((value) => ({ value, label: STATUS_NAMES[value] })),
          ]}
          value={status ?? ALL}
          onChange={(value) => onFilter({ status: STATUSES.find((known) => known === value) ?? null })}
        />
      </div>
      {chosen.map(({ label, clear }) => (
        <Button
          key={label}
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={`Remove the filter ${label}`}
          onClick={() => onFilter(clear)}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
