import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { graphql } from '../gql/index.js';
import type { PredictionFragment } from '../gql/graphql.js';
import { useUpload } from '../session/use-upload.js';

/** As many rows as the page shows; all of them are in the CSV. */
const SHOWN_ROWS = 10_000;
/** Columns that explain the prediction of a row. */
const EXPLAINED_COLUMNS = 8;

const PREDICT_FILE = graphql(`
  mutation PredictFile(
    $taskId: ID!
    $file: Upload
    $datasetId: ID
    $limit: Int!
    $keep: [String!]!
    $threshold: Float
    $interval: Float
  ) {
    predict(
      taskId: $taskId
      file: $file
      datasetId: $datasetId
      limit: $limit
      keep: $keep
      threshold: $threshold
      interval: $interval
    ) {
      ...Prediction
    }
  }

  fragment Prediction on Prediction {
    rowCount
    rows
    csvUrl
    csvExpiresAt
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
  mutation PredictRow(
    $taskId: ID!
    $row: JSONObject!
    $contributions: Int
    $threshold: Float
    $interval: Float
  ) {
    predictRows(
      taskId: $taskId
      rows: [$row]
      contributions: $contributions
      threshold: $threshold
      interval: $interval
    ) {
      ...Prediction
    }
  }
`);

export type PredictionAnswer = PredictionFragment;

/** In place of what the model does by itself. */
export interface Overrides {
  /** Of two classes; null: the model's. */
  readonly threshold: number | null;
  /** Share of the values that an interval holds, of a regression; null: no interval. */
  readonly interval: number | null;
}

export const NO_OVERRIDES: Overrides = { threshold: null, interval: null };

export interface TableSettings {
  /** Whether the columns of the table stand beside its predictions. */
  readonly keepsColumns: boolean;
  readonly overrides: Overrides;
}

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
  const send = async (source: Source, { keepsColumns, overrides }: TableSettings, context = {}) => {
    const from = source instanceof File ? { file: source } : { datasetId: source.datasetId };
    const { data } = await mutate({
      variables: { taskId, ...from, ...overrides, limit, keep: keepsColumns ? ALL_COLUMNS : [] },
      context,
      // Thousands of rows are of no use to another query.
      fetchPolicy: 'no-cache',
    });
    return data?.predict ?? null;
  };
  const latest = useRef<TableSettings>({ keepsColumns: true, overrides: NO_OVERRIDES });
  const byUpload = useUpload((file, context) => send(file, latest.current, { ...context }));
  const predict = async (source: Source, settings: TableSettings): Promise<PredictionAnswer | null> => {
    latest.current = settings;
    setFailure(undefined);
    if (source instanceof File) return byUpload.upload(source);
    setRunning(true);
    try {
      return await send(source, settings);
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
export function usePredictRow(taskId: string, overrides: Overrides) {
  const [answer, setAnswer] = useState<PredictionAnswer>();
  const latest = useRef(0);
  const [mutate, { loading, error }] = useMutation(PREDICT_ROW, { fetchPolicy: 'no-cache' });
  return {
    answer,
    loading,
    error,
    predict: (row: Record<string, unknown>) => {
      const call = ++latest.current;
      void mutate({ variables: { taskId, row, contributions: EXPLAINED_COLUMNS, ...overrides } })
        .then(({ data }) => {
          // Of two that are under way the later one counts, whichever comes first.
          if (data && call === latest.current) setAnswer(data.predictRows);
        })
        .catch(() => undefined);
    },
  };
}
