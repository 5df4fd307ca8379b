import type { EvaluatedFragment } from '../gql/graphql.js';
import { inputNames, resultNames } from './kept-columns.js';
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
  { answer: { rows, rowCount }, overrides }: Pick<TableResult, 'answer' | 'overrides'>,
  { response }: Pick<Signature, 'response'>,
  keepsColumns: boolean,
): boolean {
  if (!keepsColumns) return true;
  const results = resultNames(response.levels ?? null, overrides.interval !== null);
  const target = inputNames(Object.keys(rows[0] ?? {}), [response.name], results).get(response.name);
  if (target === undefined) return false;
  const values = rows.map((row) => row[target]);
  return rows.length < rowCount || values.some((value) => typeof value === 'string' && value.trim() !== '');
}
