import type { Finding } from '../../domain/finding.js';
import type { LeaderboardEntry, Metrics, ModelDetails } from '../../domain/leaderboard.js';
import type { ThresholdPoint } from '../../domain/threshold.js';
import type { ProblemType, TrainingOptions } from '../../domain/training-options.js';
import type { StoredSample } from '../../domain/training-sample.js';
import type { Importance } from '../importance.js';
import type { PartialDependence } from '../insights.js';

/** A finished task, as far as a report tells of it. */
export interface ReportedTask {
  readonly id: string;
  readonly fileName: string;
  readonly datasetId: string;
  readonly options: TrainingOptions;
  readonly sample: StoredSample;
  readonly problemType: ProblemType;
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly model: ModelDetails;
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
  readonly baseline: Metrics | null;
  readonly finishedAt: Date | null;
}

/** All that a report tells, as data: what its JSON is. */
export interface ReportFacts {
  readonly formatVersion: 1;
  readonly taskId: string;
  readonly data: {
    readonly fileName: string;
    /** sha256 of the uploaded bytes. */
    readonly datasetId: string;
    readonly rowsTotal: number;
    readonly rowsUsed: number;
    readonly columns: readonly string[];
    readonly findings: readonly Finding[];
  };
  readonly target: string;
  readonly problemType: ProblemType;
  readonly options: TrainingOptions;
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
  readonly leaderboard: readonly LeaderboardEntry[];
  readonly model: Omit<ModelDetails, 'path' | 'variableImportance' | 'rocCurve' | 'holdout'>;
  readonly baseline: Metrics | null;
  /** What holds at the threshold of the model in cross-validation; null unless BINARY. */
  readonly threshold: ThresholdPoint | null;
  /** By shuffling, and on which rows. */
  readonly importance: Importance['columns'];
  readonly importanceRows: Importance['rows'];
  /** Of the most important columns. */
  readonly dependence: readonly PartialDependence[];
  readonly versions: { readonly trainyard: string; readonly h2o: string | null };
  /** ISO 8601, UTC. */
  readonly finishedAt: string | null;
  readonly reproduce: string;
}
