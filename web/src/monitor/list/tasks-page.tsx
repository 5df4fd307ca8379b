import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useIntersection } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { STATUS_NAMES } from '../format/names.js';
import { plural } from '../format/number.js';
import type { TaskStatus } from '../gql/graphql.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { Section } from '../ui/section.js';
import { TaskRow } from './task-row.js';
import { useTasks } from './use-tasks.js';

const STATUSES = Object.keys(STATUS_NAMES) as TaskStatus[];
const ALL = 'ALL';
const TYPING_MS = 250;

/** Filter and search are in the address, so that they survive a reload and can be shared. */
export function TasksPage() {
  const [params, setParams] = useSearchParams();
  const status = STATUSES.find((known) => known === params.get('status')) ?? null;
  const [typed, setTyped] = useState(params.get('search') ?? '');
  const [search] = useDebouncedValue(typed, TYPING_MS);
  const { tasks, totalCount, error, refetch, loadMore } = useTasks({ status, search });

  useEffect(() => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (search) after.set('search', search);
        else after.delete('search');
        return after;
      },
      { replace: true },
    );
  }, [search, setParams]);

  const isFiltered = status !== null || search !== '';
  return (
    <Page
      title="Tasks"
      tabTitle="Monitor"
      subtitle={tasks ? plural(totalCount, isFiltered ? 'matching task' : 'task') : undefined}
      actions={
        <Button component={Link} to="/">
          Train a model
        </Button>
      }
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          aria-label="Search by file or id"
          placeholder="Search by file or id"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          flex="1 1 14rem"
        />
        <div style={{ overflowX: 'auto', maxWidth: '100%' }}>
          <SegmentedControl
            aria-label="Show tasks that are"
            data={[
              { value: ALL, label: 'All' },
              ...STATUSES.map((value) => ({ value, label: STATUS_NAMES[value] })),
            ]}
            value={status ?? ALL}
            onChange={(value) =>
              setParams((before) => {
                const after = new URLSearchParams(before);
                if (value === ALL) after.delete('status');
                else after.set('status', value);
                return after;
              })
            }
          />
        </div>
      </Group>
      <Section title="Newest first">
        {error && !tasks && (
          <ErrorAlert title="The tasks could not be listed" error={error} onRetry={refetch} />
        )}
        {!tasks && !error && <Loading what="Loading tasks…" />}
        {tasks?.length === 0 &&
          (isFiltered ? (
            <EmptyState title="No task matches" hint="Search for something else, or show all tasks." />
          ) : (
            <EmptyState title="No tasks yet" hint="Train a model and watch it here.">
              <Button component={Link} to="/" variant="default">
                Start with a CSV or an example
              </Button>
            </EmptyState>
          ))}
        {tasks && tasks.length > 0 && (
          <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </Stack>
        )}
        {loadMore && <MoreOnScroll key={tasks?.length} onReached={loadMore} />}
      </Section>
    </Page>
  );
}

/** Loads more when it comes into sight; one for each page, so that a short one is followed by the next. */
function MoreOnScroll({ onReached }: { readonly onReached: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const isInSight = entry?.isIntersecting === true;
  const asked = useRef(false);
  useEffect(() => {
    if (!isInSight || asked.current) return;
    asked.current = true;
    onReached();
  }, [isInSight, onReached]);
  return (
    <Text ref={ref} role="status" size="sm" c="dimmed" ta="center" py="sm">
      Loading older tasks…
    </Text>
  );
}
