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
  mutation PredictFile($taskId: ID!, $file: Upload, $datasetId: ID, $limit: Int!, $keep: [String!]!) {
    predict(taskId: $taskId, file: $file, datasetId: $datasetId, limit: $limit, keep: $keep) {
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

/** Cells that a browser takes well. */
const SHOWN_CELLS = 400_000;
const ALL_COLUMNS = ['*'];

/** A file, or a dataset that is on the server. */
export type Source = File | { readonly datasetId: string; readonly fileName: string };

/**
 * Scores a file or a dataset; null where it was refused or cancelled.
 * @param columns of the model, by which the rows are bounded that the browser is sent
 */
export function usePredictTable(taskId: string, columns: number) {
  const [mutate] = useMutation(PREDICT_FILE);
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const limit = Math.max(100, Math.min(SHOWN_ROWS, Math.floor(SHOWN_CELLS / (columns + 2))));
  const send = async (source: Source, keepsColumns: boolean, context = {}) => {
    const from = source instanceof File ? { file: source } : { datasetId: source.datasetId };
    const { data } = await mutate({
      variables: { taskId, ...from, limit, keep: keepsColumns ? ALL_COLUMNS : [] },
      context,
      // Thousands of rows are of no use to another query.
      fetchPolicy: 'no-cache',
    });
    return data?.predict ?? null;
  };
  const keeps = useRef(true);
  const byUpload = useUpload((file, context) => send(file, keeps.current, { ...context }));
  const predict = async (source: Source, keepsColumns: boolean): Promise<PredictionAnswer | null> => {
    keeps.current = keepsColumns;
    setFailure(undefined);
    if (source instanceof File) return byUpload.upload(source);
    setRunning(true);
    try {
      return await send(source, keepsColumns);
    } catch (error) {
      setFailure(error);
      return null;
    } finally {
      setRunning(false);
    }
  };
  return {
    predict,
    progress: byUpload.progress,
    cancel: byUpload.cancel,
    isRunning,
    error: failure ?? byUpload.error,
  };
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
