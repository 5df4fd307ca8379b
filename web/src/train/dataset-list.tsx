import { Button, Center, Stack } from '@mantine/core';
import { formatCount } from '../format/number.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { DatasetRow } from './dataset-row.js';
import { useDatasets } from './use-datasets.js';

export function DatasetList() {
  const { datasets, totalCount, error, refetch, loadMore, remove } = useDatasets();
  return (
    <Section
      title="Datasets on the service"
      hint="Every upload is kept, to train on again without another upload."
    >
      {error && !datasets && (
        <ErrorAlert title="The datasets could not be listed" error={error} onRetry={refetch} />
      )}
      {!datasets && !error && <Loading what="Asking for the datasets…" />}
      {datasets?.length === 0 && (
        <EmptyState title="None so far" hint="Drop a CSV above, or take an example." />
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
