import { skipToken, useQuery } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import { MOST_COMPARED } from './compare-address.js';

const IMPORTANCES = graphql(`
  query ComparedImportance($id: ID!) {
    task(id: $id) {
      id
      modelDetails {
        modelId
        importance {
          column
          importance
          relative
          spread
        }
      }
    }
  }
`);

/** Of each task the share of its strongest column, by column; undefined while it is computed, or where it has none. */
export function useImportances(ids: readonly string[]) {
  // As many hooks as there can be tasks, so that their number never changes.
  const queries = Array.from({ length: MOST_COMPARED }, (_, index) => ids[index]).map((id) =>
    useQuery(IMPORTANCES, id === undefined ? skipToken : { variables: { id }, fetchPolicy: 'no-cache' }),
  );
  const asked = queries.slice(0, ids.length);
  return {
    shares: asked.map(({ data }) => {
      const importance = data?.task?.modelDetails?.importance;
      return importance && new Map(importance.map(({ column, relative }) => [column, relative]));
    }),
    isLoading: asked.some(({ data, error }) => data === undefined && !error),
  };
}
