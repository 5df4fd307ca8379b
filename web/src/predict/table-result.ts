import type { EvaluatedFragment } from '../gql/graphql.js';
import type { Signature } from './use-models.js';
import type { Overrides, PredictionAnswer } from './use-predict.js';

/** What came of a table. */
export interface TableResult {
  readonly fileName: string;
  readonly overrides: Overrides;
  readonly answer: PredictionAnswer;
  /** null where the table has no target, or until it has been compared. */
  readonly evaluation: EvaluatedFragment | null;
}

/**
 * Whether a table may have values of the target: where its columns were not kept, that is not seen.
 * @param keepsColumns whether they were
 */
export function mayHaveTarget(
  { rows, rowCount }: Pick<PredictionAnswer, 'rows' | 'rowCount'>,
  { response }: Pick<Signature, 'response'>,
  keepsColumns: boolean,
): boolean {
  if (!keepsColumns) return true;
  const values = rows.map((row) => row[response.name]);
  if (values.every((value) => value === undefined)) return false;
  return rows.length < rowCount || values.some((value) => typeof value === 'string' && value.trim() !== '');
}
