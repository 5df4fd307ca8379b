import type { LeaderboardEntry } from '../domain/leaderboard.js';
import type { ProblemType, TrainingOptions } from '../domain/training-options.js';
import type { H2OClient } from '../h2o/client/client.js';
import type { AutoMLEvent } from '../h2o/client/wire-automl.js';
import type { Model } from '../h2o/client/wire-model.js';
import { metricsOf, spreadOf } from './metrics.js';
import { algorithmOf } from './modeling-plan.js';
import { ranked } from './ranking.js';

/** A great part of a model's description, and nothing of it is used. */
const UNUSED_FIELDS = ['training_metrics', 'scoring_history'].map((field) => `models/output/${field}`);

/** The leaderboard of a project in the engine, as of the last {@link refresh}. Each model is read once. */
export class LiveLeaderboard {
  readonly #client: H2OClient;
  readonly #problemType: ProblemType;
  readonly #options: Pick<TrainingOptions, 'threshold' | 'sortMetric'>;
  readonly #models = new Map<string, Model>();
  #entries: readonly LeaderboardEntry[] = [];
  /** Of the runs before the last: H2O keeps those of the last run of a project only. */
  #earlier: readonly AutoMLEvent[] = [];
  #events: readonly AutoMLEvent[] = [];

  constructor(
    client: H2OClient,
    problemType: ProblemType,
    options: Pick<TrainingOptions, 'threshold' | 'sortMetric'>,
  ) {
    this.#client = client;
    this.#problemType = problemType;
    this.#options = options;
  }

  /** Best first, by the metric asked for. */
  get entries(): readonly LeaderboardEntry[] {
    return this.#entries;
  }

  get events(): readonly AutoMLEvent[] {
    return [...this.#earlier, ...this.#events];
  }

  get leader(): Model | undefined {
    return this.#models.get(this.#entries[0]?.modelId ?? '');
  }

  async refresh(automlId: string, signal: AbortSignal): Promise<void> {
    const run = await this.#client.automl(automlId, { signal });
    const ids = run.leaderboard.rows.map((row) => row.modelId);
    await Promise.all(ids.filter((id) => !this.#models.has(id)).map((id) => this.#read(id, signal)));
    const [first] = this.#events;
    if (first && first.timestamp !== run.events[0]?.timestamp) this.#earlier = this.events;
    this.#events = run.events;
    const entries = ids
      .flatMap((id) => this.#models.get(id) ?? [])
      .flatMap((model) => {
        const algorithm = algorithmOf(model.algo);
        return algorithm
          ? {
              modelId: model.id,
              algorithm,
              metrics: metricsOf(model, this.#problemType, this.#options.threshold),
              spread: spreadOf(model, this.#problemType),
              trainingMs: model.runtimeMs,
            }
          : [];
      });
    this.#entries = ranked(entries, this.#options.sortMetric, this.#problemType);
  }

  async #read(id: string, signal: AbortSignal): Promise<void> {
    this.#models.set(id, await this.#client.model(id, UNUSED_FIELDS, { signal }));
  }
}
