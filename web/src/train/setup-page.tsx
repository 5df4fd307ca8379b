import '../ui/more-styles.css';
import { useParams } from 'react-router';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { formatBytes, plural } from '../format/number.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { ReadingLine } from './reading/reading-line.js';
import { SetupForm } from './setup-form.js';
import { useDataset } from './dataset/use-dataset.js';

/** What is in a dataset, and how to train on it. */
export function SetupPage() {
  const { datasetId = '' } = useParams();
  const { dataset, error, refetch } = useDataset(datasetId);
  if (error && !dataset) {
    return (
      <Page title="Dataset">
        <ErrorAlert title="The dataset could not be read" error={error} onRetry={refetch} />
      </Page>
    );
  }
  if (dataset === undefined) {
    return (
      <Page title="Dataset">
        <Loading what="Loading the dataset…" />
      </Page>
    );
  }
  if (dataset === null) {
    return (
      <Page title="Dataset">
        <EmptyState title="Dataset not found" hint="It was deleted. Upload the file again to train on it.">
          <Button component={Link} to="/">
            Upload a file
          </Button>
        </EmptyState>
      </Page>
    );
  }
  const { fileName, rows, columns, bytes } = dataset;
  return (
    <Page
      title={fileName}
      tabTitle={`Train on ${fileName}`}
      subtitle={`${plural(rows, 'row')}, ${plural(columns.length, 'column')}, ${formatBytes(bytes)}`}
      actions={
        <Button component={Link} to={`/datasets/${datasetId}`} variant="default">
          Dataset and its tasks
        </Button>
      }
    >
      <ReadingLine dataset={dataset} />
      <SetupForm key={datasetId} dataset={dataset} />
    </Page>
  );
}
