import { useMutation } from '@apollo/client/react';
import { graphql } from '../../gql/index.js';

const UPDATE_TASK = graphql(`
  mutation UpdateTask($id: ID!, $name: String, $note: String, $tags: [String!]) {
    updateTask(id: $id, name: $name, note: $note, tags: $tags) {
      id
      name
      note
      tags
    }
  }
`);

export interface Description {
  /** Empty: none. */
  readonly name: string;
  readonly note: string;
  readonly tags: readonly string[];
}

/** Names, describes and tags a task. */
export function useDescription(id: string) {
  const [mutate, { loading, error }] = useMutation(UPDATE_TASK);
  return {
    isBusy: loading,
    error,
    /** @returns whether it was saved. */
    save: async ({ name, note, tags }: Description): Promise<boolean> => {
      const variables = { id, name: name.trim() || null, note: note.trim() || null, tags: [...tags] };
      try {
        await mutate({ variables });
        return true;
      } catch {
        return false;
      }
    },
  };
}
