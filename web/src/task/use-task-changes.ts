import { useSubscription } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import type { TaskSummary } from './fragments.js';
import { useRestartOnReconnect } from './use-restart.js';

const TASK_CHANGES = graphql(`
  subscription TaskChanges {
    taskChanged {
      ...TaskSummary
    }
  }
`);

/** Follows every task: the cache takes each change, which reaches whatever shows the task. */
export function useTaskChanges(onChange?: (task: TaskSummary) => void): void {
  const { restart } = useSubscription(TASK_CHANGES, {
    ignoreResults: true,
    onData: ({ data }) => {
      if (data.data) onChange?.(data.data.taskChanged);
    },
  });
  useRestartOnReconnect(restart);
}
