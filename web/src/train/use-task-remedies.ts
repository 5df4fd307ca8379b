import { useNavigate } from 'react-router';
import type { Remedy } from '../findings/finding-list.js';
import type { FindingRow } from '../findings/fragment.js';
import type { WholeTaskFragment } from '../gql/graphql.js';
import { remediesOf } from './finding-remedies.js';
import { setupAddress } from './settings/address.js';
import { settingsOfTask } from './settings/task-settings.js';

/** What a finding of a task asks for: a click opens the set-up of its dataset with that applied. */
export function useTaskRemedies(
  task: Pick<WholeTaskFragment, 'target' | 'options' | 'datasetId'>,
): (finding: FindingRow) => readonly Remedy[] {
  const navigate = useNavigate();
  const settings = settingsOfTask(task);
  return (finding) =>
    remediesOf(finding, {
      settings,
      columns: [],
      change: (changes) => void navigate(setupAddress(task.datasetId, { ...settings, ...changes })),
    });
}
