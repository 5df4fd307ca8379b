import { Button, Group } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { hasEnded } from '../format/names.js';
import { ConfirmButton } from '../ui/confirm-button.js';
import { useTaskActions } from './use-task-actions.js';
import type { WholeTask } from './use-task.js';

export function TaskActions({ task: { id, status, leaderboard, fileName } }: { readonly task: WholeTask }) {
  const navigate = useNavigate();
  const { isBusy, cancel, finishEarly, retry, remove } = useTaskActions(id);
  return (
    <Group gap="xs">
      {status === 'DONE' && (
        <Button component={Link} to={`/predict/${id}`}>
          Predict with it
        </Button>
      )}
      {status === 'IN_PROGRESS' && (
        <ConfirmButton
          question="Finish now?"
          consequence={
            leaderboard.length > 0
              ? 'Training stops, and the best model so far is saved. The rest is not trained.'
              : 'No model is there yet: training goes on until the first is, and then stops.'
          }
          verb="Finish now"
          disabled={isBusy}
          onConfirm={() => void finishEarly()}
        >
          Finish early
        </ConfirmButton>
      )}
      {!hasEnded(status) && (
        <ConfirmButton
          variant="default"
          question="Cancel the task?"
          consequence="Training stops and nothing is kept of it. The table stays, and the task can be tried again."
          verb="Cancel the task"
          disabled={isBusy}
          onConfirm={() => void cancel()}
        >
          Cancel
        </ConfirmButton>
      )}
      {(status === 'ERROR' || status === 'CANCELLED') && (
        <Button disabled={isBusy} onClick={() => void retry()}>
          Try again
        </Button>
      )}
      <ConfirmButton
        variant="default"
        question={`Delete the task on ${fileName}?`}
        consequence="The task goes, with its model and its report. The table stays on the service."
        verb="Delete the task"
        disabled={isBusy}
        onConfirm={() => void remove().then((isDone) => isDone && navigate('/tasks'))}
      >
        Delete
      </ConfirmButton>
    </Group>
  );
}
