import { useMutation } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import {
  candidatesFor,
  finerCandidates,
  turningPoints,
  type Candidate,
  type SentRow,
  type TurningPoint,
} from './turning-points.js';
import type { Signature } from './use-models.js';
import type { Overrides } from './use-predict.js';

const PREDICT_VARIANTS = graphql(`
  mutation PredictVariants($taskId: ID!, $rows: [JSONObject!]!, $threshold: Float) {
    predictRows(taskId: $taskId, rows: $rows, threshold: $threshold) {
      rows
    }
  }
`);

interface Model {
  readonly taskId: string;
  readonly signature: Signature;
  /** Names of columns, most important first. */
  readonly importance: readonly string[];
  readonly overrides: Overrides;
}

/** Finds which changes of one column turn the prediction of a row. */
export function useTurningPoints({ taskId, signature, importance, overrides }: Model) {
  const [mutate, { loading, error }] = useMutation(PREDICT_VARIANTS, { fetchPolicy: 'no-cache' });
  return {
    isLooking: loading,
    error,
    /** @returns null where it failed. */
    find: async (row: SentRow, predicted: string): Promise<readonly TurningPoint[] | null> => {
      const answersOf = async (candidates: readonly Candidate[]) => {
        if (candidates.length === 0) return [];
        const rows = candidates.map(({ column, value }) => ({ ...row, [column]: value }));
        const { data } = await mutate({ variables: { taskId, rows, threshold: overrides.threshold } });
        return data?.predictRows.rows ?? [];
      };
      try {
        const coarse = candidatesFor(row, signature, importance);
        const answers = await answersOf(coarse);
        const fine = finerCandidates(row, signature, turningPoints(coarse, answers, predicted));
        return turningPoints([...coarse, ...fine], [...answers, ...(await answersOf(fine))], predicted);
      } catch {
        return null;
      }
    },
  };
}
