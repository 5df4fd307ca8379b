import { useNavigate } from 'react-router';
import { describeError } from '../session/errors.js';
import { CsvDrop } from '../ui/csv-drop.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Page } from '../ui/page.js';
import { UploadProgressBar } from '../ui/upload-progress.js';
import { DatasetList } from './dataset-list.js';
import { ExampleList } from './example-list.js';
import { useDatasetUpload } from './dataset/use-dataset-upload.js';
import { usePaste } from './use-paste.js';

export function TrainPage() {
  const navigate = useNavigate();
  const { upload, progress, error, cancel } = useDatasetUpload();
  const start = async (file: File, target?: string) => {
    const id = await upload(file);
    if (id !== null) await navigate(`/train/${id}${target ? `?target=${encodeURIComponent(target)}` : ''}`);
  };
  const take = (file: File) => {
    if (!progress) void start(file);
  };
  usePaste(take);
  return (
    <Page
      title="Train a model"
      tabTitle="Train"
      subtitle="Upload a table and choose the column to predict. H2O AutoML trains several models and keeps the best."
    >
      {progress ? (
        <UploadProgressBar {...progress} afterwards="reading it" onCancel={cancel} />
      ) : (
        <CsvDrop
          label="Drop a file anywhere, or paste cells from a spreadsheet"
          hint="CSV, Excel, Parquet or JSON lines, also .gz or .zip, up to 2 GB. Files are stored on this server."
          onFile={take}
        />
      )}
      {error !== undefined && (
        <ErrorAlert
          title={describeError(error).code === 'NETWORK' ? 'The upload failed' : 'The file was refused'}
          error={error}
        />
      )}
      <ExampleList disabled={progress !== undefined} onPick={(file, target) => void start(file, target)} />
      <DatasetList />
    </Page>
  );
}
