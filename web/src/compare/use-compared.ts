import { skipToken, useQuery } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import type { WholeTask } from '../task/use-task.js';
import { MOST_COMPARED } from './compare-address.js';

const COMPARED = graphql(`
  query ComparedTask($id: ID!) {
    task(id: $id) {
      ...WholeTask
    }
  }
`);

export type ComparedTask = WholeTask;

/** Up to five tasks, in the order of the address; `missing` are those that are not there. */
export function useCompared(ids: readonly string[]) {
  // As many hooks as there can be tasks, so that their number never changes.
  const queries = Array.from({ length: MOST_COMPARED }, (_, index) => ids[index]).map((id) =>
    useQuery(
      COMPARED,
      id === undefined ? skipToken : { variables: { id }, fetchPolicy: 'cache-and-network' },
    ),
  );
  const asked = queries.slice(0, ids.length);
  return {
    tasks: asked.flatMap(({ data }) => data?.task ?? []),
    missing: asked.filter(({ data }) => data?.task === null).length,
    isLoading: asked.some(({ data, error }) => data === undefined && !error),
    error: asked.find(({ error }) => error)?.error,
  };
}
