import '../ui/more-styles.css';
import { Tabs } from '@mantine/core';
import { useParams } from 'react-router';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { FilePanel } from './file-panel.js';
import { ModelPicker } from './model-picker.js';
import { RowForm } from './row-form.js';
import { useModel } from './use-models.js';

export function PredictPage() {
  const { taskId } = useParams();
  return (
    <Page title="Predict" subtitle="Give a trained model new rows: a file, or a single row.">
      <ModelPicker taskId={taskId} />
      {taskId !== undefined && <ModelPanel key={taskId} taskId={taskId} />}
    </Page>
  );
}

function ModelPanel({ taskId }: { readonly taskId: string }) {
  const { task, error, refetch } = useModel(taskId);
  if (task === undefined) {
    return error ? (
      <ErrorAlert title="The model could not be read" error={error} onRetry={refetch} />
    ) : (
      <Loading what="Loading the model…" />
    );
  }
  if (task?.status !== 'DONE') {
    return (
      <EmptyState
        title="Model not found"
        hint={
          task
            ? 'Its task has not finished. Watch it under Monitor.'
            : 'It was deleted. Choose another model.'
        }
      />
    );
  }
  const signature = task.modelDetails?.signature;
  if (!task.modelDetails || !signature) {
    return (
      <EmptyState
        title="This model cannot be read"
        hint="Its files are damaged or missing. Train it again."
      />
    );
  }
  return (
    <Tabs defaultValue="file" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="file">File</Tabs.Tab>
        <Tabs.Tab value="row">Single row</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="file">
        <FilePanel
          taskId={taskId}
          signature={signature}
          threshold={task.modelDetails.threshold ?? null}
          importance={task.modelDetails.variableImportance.map(({ column }) => column)}
        />
      </Tabs.Panel>
      <Tabs.Panel value="row">
        <RowForm
          taskId={taskId}
          signature={signature}
          importance={task.modelDetails.variableImportance.map(({ column }) => column)}
        />
      </Tabs.Panel>
    </Tabs>
  );
}
