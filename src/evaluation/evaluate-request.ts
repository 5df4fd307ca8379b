import type { LabelledScores } from '../prediction/labelled.js';
import { evaluateRows, type EvaluatedRows } from './evaluation.js';

/** What {@link evaluateRows} takes; plain data, so that it can be sent to a worker thread. */
export interface EvaluationRequest {
  readonly scores: LabelledScores;
  readonly levels: readonly string[] | null;
  readonly threshold: number | null;
}

/** What a worker thread does. */
export const evaluateRequest = ({ scores, levels, threshold }: EvaluationRequest): EvaluatedRows =>
  evaluateRows(scores, levels, threshold);
