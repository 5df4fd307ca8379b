import type { Difference } from '../support/mojo/compare.js';
import type { ContributionDifference } from '../support/mojo/contributions.js';
import type { ProblemKind } from '../support/mojo/datasets.js';

/** What was found out about one model. */
export interface Trial {
  readonly id: string;
  /** As the MOJO names it, but `xrt` for a DRF of extremely randomised trees. */
  readonly algorithm: string;
  readonly dataset: string;
  readonly kind: ProblemKind;
  readonly h2oVersion: string;
  readonly scores: Difference;
  /** null: models of this kind have none. */
  readonly contributions: ContributionDifference | null;
}

declare module 'vitest' {
  interface TaskMeta {
    trials?: Trial[];
  }
}
