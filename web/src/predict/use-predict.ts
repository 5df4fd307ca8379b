import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { graphql } from '../gql/index.js';
import type { PredictionFragment } from '../gql/graphql.js';
import { useUpload } from '../session/use-upload.js';

/** As many rows as the page shows; all of them are in the CSV. */
export const SHOWN_ROWS = 10_000;
/** Columns that explain the prediction of a row. */
const EXPLAINED_COLUMNS = 8;

const PREDICT_FILE = graphql(`
  mutation PredictFile($taskId: ID!, $file: Upload!, $limit: Int!) {
    predict(taskId: $taskId, file: $file, limit: $limit) {
      ...Prediction
    }
  }

  fragment Prediction on Prediction {
    rowCount
    rows
    csvUrl
    warnings {
      code
      column
      rows
      message
    }
    contributions {
      unit
      bias
      columns {
        column
        value
        contribution
      }
      classes {
        label
        columns {
          column
          value
          contribution
        }
      }
    }
  }
`);

const PREDICT_ROW = graphql(`
  mutation PredictRow($taskId: ID!, $row: JSONObject!, $contributions: Int) {
    predictRows(taskId: $taskId, rows: [$row], contributions: $contributions) {
      ...Prediction
    }
  }
`);

export type PredictionAnswer = PredictionFragment;

/** Scores a file; null where it was refused or cancelled. */
export function usePredictFile(taskId: string) {
  const [mutate] = useMutation(PREDICT_FILE);
  return useUpload(async (file, context) => {
    const { data } = await mutate({
      variables: { taskId, file, limit: SHOWN_ROWS },
      context: { ...context },
      // Thousands of rows are of no use to another query.
      fetchPolicy: 'no-cache',
    });
    return data?.predict ?? null;
  });
}

/** Scores one row, with the columns that moved it. The last answer stays until the next is there. */
export function usePredictRow(taskId: string) {
  const [answer, setAnswer] = useState<PredictionAnswer>();
  const latest = useRef(0);
  const [mutate, { loading, error }] = useMutation(PREDICT_ROW, { fetchPolicy: 'no-cache' });
  return {
    answer,
    loading,
    error,
    predict: (row: Record<string, unknown>) => {
      const call = ++latest.current;
      void mutate({ variables: { taskId, row, contributions: EXPLAINED_COLUMNS } })
        .then(({ data }) => {
          // Of two that are under way the later one counts, whichever comes first.
          if (data && call === latest.current) setAnswer(data.predictRows);
        })
        .catch(() => undefined);
    },
  };
}
