import '../ui/more-styles.css';
import { Button, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { plural } from '../format/number.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { Section } from '../ui/section.js';
import { readCompared } from './compare-address.js';
import { CompareTable } from './compare-table.js';
import { ComparisonVerdict } from './comparison-verdict.js';
import { CurvesSection } from './curves-section.js';
import { ImportanceSection } from './importance-section.js';
import { metricRows } from './metric-rows.js';
import { settingRows } from './setting-rows.js';
import { useCompared } from './use-compared.js';

/** Up to five tasks side by side; which ones is in the address. */
export function ComparePage() {
  const [query] = useSearchParams();
  const { tasks, missing, isLoading, error } = useCompared(readCompared(query));
  const { differing, same } = settingRows(tasks);
  return (
    <Page title="Compare tasks" subtitle={tasks.length > 0 ? plural(tasks.length, 'task') : undefined}>
      {error && <ErrorAlert title="The tasks could not be read" error={error} />}
      {isLoading && <Loading what="Loading tasks…" />}
      {missing > 0 && <Text role="status">{plural(missing, 'task')} deleted since the link was made.</Text>}
      {!isLoading && tasks.length < 2 && (
        <EmptyState
          title="Choose two to five tasks"
          hint="Tick them in the list of tasks, and press “Compare”."
        >
          <Button component={Link} to="/tasks">
            All tasks
          </Button>
        </EmptyState>
      )}
      {!isLoading && tasks.length >= 2 && (
        <>
          <Section title="Which is better?">
            <ComparisonVerdict tasks={tasks} />
            <CompareTable label="Metrics" tasks={tasks} rows={metricRows(tasks)} />
          </Section>
          <Section
            title="What differs"
            hint={
              same.length === 0
                ? undefined
                : `The same in all: ${same.map(({ name }) => name.toLowerCase()).join(', ')}.`
            }
          >
            {differing.length === 0 ? (
              <Text>Data and settings are the same: the models differ by what happened in training.</Text>
            ) : (
              <CompareTable
                label="Settings"
                tasks={tasks}
                rows={differing.map(({ name, values }) => ({ name, cells: values }))}
              />
            )}
          </Section>
          <CurvesSection tasks={tasks} />
          <ImportanceSection tasks={tasks.filter(({ status }) => status === 'DONE')} />
        </>
      )}
    </Page>
  );
}
