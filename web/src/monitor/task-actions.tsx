import { Button, Group } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { hasEnded } from '../format/names.js';
import { ConfirmButton } from '../ui/confirm-button.js';
import { setupAddress } from '../train/settings/address.js';
import { settingsOfTask } from '../train/settings/task-settings.js';
import { diagnose } from './failure/remedies.js';
import { useTaskActions } from '../task/use-task-actions.js';
import type { WholeTask } from '../task/use-task.js';

export function TaskActions({ task }: { readonly task: WholeTask }) {
  const { id, status, leaderboard, fileName, datasetId } = task;
  const navigate = useNavigate();
  const { isBusy, cancel, finishEarly, retry, remove } = useTaskActions(id);
  return (
    <Group gap="xs">
      {status === 'DONE' && (
        <Button component={Link} to={`/predict/${id}`}>
          Use this model
        </Button>
      )}
      {status === 'IN_PROGRESS' && (
        <ConfirmButton
          question="Finish now?"
          consequence={
            leaderboard.length > 0
              ? 'Training stops and the best model so far is saved.'
              : 'No model is finished yet: training stops after the first.'
          }
          verb="Finish now"
          keep="Keep training"
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
          consequence={`${status === 'WAITING' ? 'It leaves the queue.' : 'Training stops and its models are lost.'} The dataset stays, and the task can be trained again.`}
          verb="Cancel the task"
          keep={status === 'WAITING' ? 'Keep it in the queue' : 'Keep training'}
          disabled={isBusy}
          onConfirm={() => void cancel()}
        >
          Cancel
        </ConfirmButton>
      )}
      <Button
        component={Link}
        to={setupAddress(datasetId, settingsOfTask(task))}
        variant={status === 'ERROR' ? 'filled' : 'default'}
      >
        Train again with changes
      </Button>
      {(status === 'CANCELLED' || (status === 'ERROR' && diagnose(task).mayRepeat)) && (
        <Button variant="default" disabled={isBusy} onClick={() => void retry()}>
          Train again as it is
        </Button>
      )}
      <ConfirmButton
        variant="default"
        question={`Delete the task on ${fileName}?`}
        consequence="The task is deleted with its model and its report. The dataset stays."
        verb="Delete the task"
        disabled={isBusy}
        onConfirm={() => void remove().then((isDone) => isDone && navigate('/tasks'))}
      >
        Delete
      </ConfirmButton>
    </Group>
  );
}
