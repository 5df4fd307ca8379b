import '../../ui/more-styles.css';
import { Button, Stack, Text } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { plural } from '../../format/number.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Section } from '../../ui/section.js';
import { QueueSection } from '../queue/queue-section.js';
import { CompareButton } from './compare-button.js';
import { readFilter, writeFilter, type ListFilter } from './list-filter.js';
import { TaskFilters } from './task-filters.js';
import { TaskRow } from './task-row.js';
import { useComparison } from './use-comparison.js';
import { useTasks } from './use-tasks.js';

/** Filter, search and order are in the address, so that they survive a reload and can be shared. */
export function TasksPage() {
  const [query, setQuery] = useSearchParams();
  const filter = readFilter(query);
  const { tasks, totalCount, error, refetch, loadMore } = useTasks(filter);
  const comparison = useComparison();
  const change = (changes: Partial<ListFilter>) =>
    setQuery((before) => writeFilter({ ...readFilter(before), ...changes }), {
      replace: 'search' in changes,
    });
  const isFiltered = writeFilter({ ...filter, sort: 'NEWEST' }).size > 0;
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
      <QueueSection />
      <Section
        title="All tasks"
        actions={totalCount > 1 ? <CompareButton chosen={comparison.chosen} /> : undefined}
      >
        <TaskFilters filter={filter} onFilter={change} />
        {error && !tasks && (
          <ErrorAlert title="The tasks could not be listed" error={error} onRetry={refetch} />
        )}
        {!tasks && !error && <Loading what="Loading tasks…" />}
        {tasks?.length === 0 &&
          (isFiltered ? (
            <EmptyState title="No task matches" hint="Search for something else, or show all tasks.">
              <Button component={Link} to="/tasks" variant="default">
                Show all tasks
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title="No tasks yet" hint="Train a model and watch it here.">
              <Button component={Link} to="/" variant="default">
                Start with a file or an example
              </Button>
            </EmptyState>
          ))}
        {tasks && tasks.length > 0 && (
          <Stack component="ul" aria-label="Tasks" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} comparison={comparison} />
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
      Loading more tasks…
    </Text>
  );
}
