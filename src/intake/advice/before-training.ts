import type { ColumnProfile } from '../../domain/column-profile.js';
import type { Finding } from '../../domain/finding.js';
import type { ProblemTypeChoice } from '../../domain/training-options.js';
import { BadUserInputError } from '../../domain/errors.js';
import { findInColumns } from './column-findings.js';
import { adviseOnTarget, type TargetAdvice } from './target-advice.js';

export interface AdviceBeforeTraining extends TargetAdvice {
  /** What a task would say of its columns. */
  readonly findings: readonly Finding[];
  /** Columns that a task leaves out by itself. */
  readonly leftOut: readonly string[];
}

/**
 * The advice on a target, and what a task that predicts it would find in its columns, were it queued now.
 * @param rows the first rows of the table as text, null where missing
 */
export function adviseBeforeTraining(
  columns: readonly ColumnProfile[],
  rows: readonly (readonly (string | null)[])[],
  target: string,
  choice: ProblemTypeChoice,
): AdviceBeforeTraining {
  const advice = adviseOnTarget(columns, rows, target, choice);
  const { problemType } = advice;
  if (problemType === null) return { ...advice, findings: [], leftOut: [] };
  const request = {
    ...{ target, choice, problemType, validation: 'RANDOM' as const },
    ...{ ignored: new Set<string>(), included: new Set<string>(), known: [] },
  };
  try {
    const { findings, leftOut } = findInColumns(columns, rows, request);
    return { ...advice, findings, leftOut: [...leftOut] };
  } catch (error) {
    if (!(error instanceof BadUserInputError)) throw error;
    return { ...advice, problemType: null, reason: '', problem: error.message, findings: [], leftOut: [] };
  }
}
