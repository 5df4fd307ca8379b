import { useMutation } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import { forgetTask } from '../session/cache.js';
import { notifyFailure } from '../ui/notify.js';

export const CANCEL_TASK = graphql(`
  mutation CancelTask($id: ID!) {
    cancelTask(id: $id) {
      ...TaskSummary
    }
  }
`);

const FINISH_TASK_EARLY = graphql(`
  mutation FinishTaskEarly($id: ID!) {
    finishTaskEarly(id: $id) {
      ...TaskSummary
    }
  }
`);

const RETRY_TASK = graphql(`
  mutation RetryTask($id: ID!) {
    retryTask(id: $id) {
      ...WholeTask
    }
  }
`);

const DELETE_TASK = graphql(`
  mutation DeleteTask($id: ID!) {
    deleteTask(id: $id)
  }
`);

/** What can be done to a task; a refusal is shown in a notification. */
export function useTaskActions(id: string) {
  const [cancel, cancelling] = useMutation(CANCEL_TASK, { variables: { id } });
  const [finishEarly, finishing] = useMutation(FINISH_TASK_EARLY, { variables: { id } });
  const [retry, retrying] = useMutation(RETRY_TASK, { variables: { id } });
  const [remove, removing] = useMutation(DELETE_TASK, {
    variables: { id },
    update: (cache) => forgetTask(cache, id),
  });
  return {
    isBusy: [cancelling, finishing, retrying, removing].some(({ loading }) => loading),
    cancel: () => tell('The task was not cancelled', cancel()),
    finishEarly: () => tell('Training goes on', finishEarly()),
    retry: () => tell('The task was not queued again', retry()),
    remove: () => tell('The task was not deleted', remove()),
  };
}

/** @returns whether it worked. */
async function tell(failureTitle: string, action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    notifyFailure(failureTitle, error);
    return false;
  }
}
