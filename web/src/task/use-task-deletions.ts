import { useSubscription } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import { forgetTask } from '../session/cache.js';
import { useRestartOnReconnect } from './use-restart.js';

const TASK_DELETIONS = graphql(`
  subscription TaskDeletions {
    taskDeleted
  }
`);

/** Follows what is deleted, in any tab: it leaves every list. */
export function useTaskDeletions(onDeletion?: (id: string) => void): void {
  const { restart } = useSubscription(TASK_DELETIONS, {
    ignoreResults: true,
    onData: ({ client, data }) => {
      const id = data.data?.taskDeleted;
      if (id == null) return;
      forgetTask(client.cache, id);
      onDeletion?.(id);
    },
  });
  useRestartOnReconnect(restart);
}
