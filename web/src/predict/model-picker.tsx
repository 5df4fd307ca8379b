import { Button, Select } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { formatDateTime } from '../format/time.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { useModels } from './use-models.js';

/** Chooses among the finished models. */
export function ModelPicker({ taskId }: { readonly taskId: string | undefined }) {
  const navigate = useNavigate();
  const { models, error, refetch } = useModels();
  if (!models) {
    return error ? (
      <ErrorAlert title="The models could not be listed" error={error} onRetry={refetch} />
    ) : (
      <Loading what="Loading models…" />
    );
  }
  if (models.length === 0) {
    return (
      <EmptyState title="No finished model yet" hint="Train one first; an example takes a minute.">
        <Button component={Link} to="/">
          Train a model
        </Button>
      </EmptyState>
    );
  }
  return (
    <Select
      label="Model"
      description="Finished tasks, newest first"
      placeholder="Choose a model"
      searchable
      allowDeselect={false}
      maw={560}
      data={models.map(({ id, name, fileName, target, finishedAt }) => ({
        value: id,
        label: `${name == null ? '' : `${name}: `}${target ?? ''} from ${fileName}, ${finishedAt == null ? '' : formatDateTime(finishedAt)} (${id.slice(0, 8)})`,
      }))}
      value={taskId ?? null}
      onChange={(id) => id !== null && void navigate(`/predict/${id}`)}
    />
  );
}
