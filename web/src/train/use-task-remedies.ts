import { skipToken, useQuery } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import type { Remedy } from '../findings/finding-list.js';
import type { FindingRow } from '../findings/fragment.js';
import { graphql } from '../gql/index.js';
import type { WholeTaskFragment } from '../gql/graphql.js';
import { remediesOf } from './finding-remedies.js';
import { setupAddress } from './settings/address.js';
import { settingsOfTask } from './settings/task-settings.js';

const FORMATS = graphql(`
  query DateFormats($id: ID!) {
    dataset(id: $id) {
      id
      columns {
        name
        format
      }
    }
  }
`);

/** What a finding of a task asks for: a click opens the set-up of its dataset with that applied. */
export function useTaskRemedies(
  task: Pick<WholeTaskFragment, 'target' | 'options' | 'datasetId' | 'findings'>,
): (finding: FindingRow) => readonly Remedy[] {
  const navigate = useNavigate();
  const settings = settingsOfTask(task);
  // How dates were read matters where they may be read otherwise.
  const isAmbiguous = task.findings.some(({ code }) => code === 'AMBIGUOUS_DATES');
  const { data } = useQuery(FORMATS, isAmbiguous ? { variables: { id: task.datasetId } } : skipToken);
  return (finding) =>
    remediesOf(finding, {
      settings,
      columns: data?.dataset?.columns ?? [],
      change: (changes) => void navigate(setupAddress(task.datasetId, { ...settings, ...changes })),
    });
}
