import type { Evaluator } from '../../evaluation/evaluator.js';
import type { Insights } from '../../evaluation/insights.js';
import type { Reporter } from '../../evaluation/report/report.js';
import type { PredictionService } from '../../prediction/prediction-service.js';
import type { TaskService } from '../../tasks/task-service.js';
import type { AnswerBudget } from './answer-budget.js';
import type { DatasetLibrary } from '../../datasets/library.js';
import type { HealthMonitor } from '../../jobs/health.js';
import type { DownloadLinks } from '../access/download-links.js';
import type { PublicAddress } from '../access/public-address.js';
import type { Uploads } from '../uploads/uploads.js';
import type { ApiObserver } from './observer.js';
import type { Asking } from './operation-report.js';
import type { Submissions } from '../../jobs/submissions.js';

/** What resolvers work with; one for the life of the server. */
export interface ApiServices {
  readonly tasks: TaskService;
  readonly predictions: PredictionService;
  readonly insights: Insights;
  readonly evaluator: Evaluator;
  readonly reporter: Reporter;
  readonly library: DatasetLibrary;
  readonly submissions: Submissions;
  readonly uploads: Uploads;
  readonly links: DownloadLinks;
  readonly health: HealthMonitor;
  readonly observer: ApiObserver;
  readonly address: PublicAddress;
}

/** The context of one operation. */
export interface ApiContext extends ApiServices {
  /** Scheme, host and port under which the client reached us, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** Aborted when the client goes away before it has its answer. */
  readonly signal: AbortSignal;
  readonly budget: AnswerBudget;
  readonly asking: Asking;
}
