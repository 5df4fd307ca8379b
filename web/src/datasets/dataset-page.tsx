import '../ui/more-styles.css';
import { Button, Group } from '@mantine/core';
import { Link, useNavigate, useParams } from 'react-router';
import { FindingList } from '../findings/finding-list.js';
import { formatBytes, plural } from '../format/number.js';
import { formatDateTime } from '../format/time.js';
import { remediesOf } from '../train/finding-remedies.js';
import { ReadingLine } from '../train/reading/reading-line.js';
import { setupAddress } from '../train/settings/address.js';
import { DEFAULTS } from '../train/settings/settings.js';
import { useDataset } from '../train/dataset/use-dataset.js';
import { useDatasetDeletion } from '../train/dataset/use-datasets.js';
import { ConfirmButton } from '../ui/confirm-button.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ColumnList } from './column-list.js';
import { DatasetTasks } from './dataset-tasks.js';

/** A dataset: how it was read, what was noticed, its columns, and the tasks trained on it. */
export function DatasetPage() {
  const { datasetId = '' } = useParams();
  const navigate = useNavigate();
  const { dataset, error, refetch } = useDataset(datasetId);
  const remove = useDatasetDeletion();
  if (!dataset) {
    return (
      <Page title="Dataset">
        {dataset === null ? (
          <EmptyState title="Dataset not found" hint="It was deleted. Upload the file again to train on it.">
            <Button component={Link} to="/">
              Upload a file
            </Button>
          </EmptyState>
        ) : error ? (
          <ErrorAlert title="The dataset could not be read" error={error} onRetry={refetch} />
        ) : (
          <Loading what="Loading the dataset…" />
        )}
      </Page>
    );
  }
  const { id, fileName, rows, columns, bytes, createdAt, findings } = dataset;
  return (
    <Page
      title={fileName}
      tabTitle={`Dataset ${fileName}`}
      subtitle={`${plural(rows, 'row')}, ${plural(columns.length, 'column')}, ${formatBytes(bytes)}, uploaded ${formatDateTime(createdAt)}`}
      actions={
        <Group gap="xs">
          <Button component={Link} to={`/train/${id}`}>
            Train on it
          </Button>
          <ConfirmButton
            variant="default"
            question={`Delete ${fileName}?`}
            consequence="The file is deleted from the server. Tasks trained on it, and their models, stay."
            verb="Delete the dataset"
            onConfirm={() => void remove(id, fileName).then((isDone) => isDone && navigate('/'))}
          >
            Delete
          </ConfirmButton>
        </Group>
      }
    >
      <ReadingLine dataset={dataset} />
      <FindingList
        findings={findings}
        remediesOf={(finding) =>
          remediesOf(finding, {
            settings: DEFAULTS,
            columns,
            change: (changes) => void navigate(setupAddress(id, { ...DEFAULTS, ...changes })),
          })
        }
      />
      <DatasetTasks datasetId={id} />
      <ColumnList dataset={dataset} />
    </Page>
  );
}
