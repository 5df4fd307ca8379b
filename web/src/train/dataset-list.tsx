import { Button, Center, Stack } from '@mantine/core';
import { formatCount } from '../format/number.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { DatasetRow } from './dataset-row.js';
import { useDatasets } from './dataset/use-datasets.js';

export function DatasetList() {
  const { datasets, totalCount, error, refetch, loadMore, remove } = useDatasets();
  return (
    <Section
      title="Your datasets"
      hint="Files are stored on this server, to train on again without another upload."
    >
      {error && !datasets && (
        <ErrorAlert title="The datasets could not be listed" error={error} onRetry={refetch} />
      )}
      {!datasets && !error && <Loading what="Loading datasets…" />}
      {datasets?.length === 0 && (
        <EmptyState title="No datasets yet" hint="Drop a file above, or try an example." />
      )}
      {datasets && datasets.length > 0 && (
        <Stack component="ul" gap={0} m={0} p={0} style={{ listStyle: 'none' }}>
          {datasets.map((dataset) => (
            <DatasetRow
              key={dataset.id}
              dataset={dataset}
              onDelete={() => remove(dataset.id, dataset.fileName)}
            />
          ))}
        </Stack>
      )}
      {datasets && loadMore && (
        <Center>
          <Button variant="default" onClick={loadMore}>
            Show more ({formatCount(totalCount - datasets.length)} left)
          </Button>
        </Center>
      )}
    </Section>
  );
}
