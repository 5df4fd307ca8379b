import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { plural } from '../../format/number.js';
import { notifyFailure } from '../../ui/notify.js';
import { CANCEL_TASK } from '../../task/use-task-actions.js';

/** Cancels several tasks, the last of the queue first, so that none begins meanwhile. */
export function useCancelTasks() {
  const client = useApolloClient();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    /** @param ids in running order */
    cancelTasks: async (ids: readonly string[]): Promise<void> => {
      setBusy(true);
      const failures: unknown[] = [];
      for (const id of ids.toReversed()) {
        try {
          await client.mutate({ mutation: CANCEL_TASK, variables: { id } });
        } catch (error) {
          failures.push(error);
        }
      }
      setBusy(false);
      if (failures.length > 0) notifyFailure(`${plural(failures.length, 'task')} not cancelled`, failures[0]);
    },
  };
}
