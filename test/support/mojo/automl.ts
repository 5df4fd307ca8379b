import { waitForJob } from '../../../src/h2o/client/job.js';
import type { Dataset } from './datasets.js';
import type { ModelLab } from './lab.js';

let runs = 0;

/** Lets AutoML build models of all its algorithms, ensembles too. @returns their ids, best first. */
export async function runAutoML(
  lab: ModelLab,
  frame: string,
  { response, weights }: Dataset,
  maxModels: number,
): Promise<readonly string[]> {
  const { automlId, jobKey } = await lab.client.startAutoML({
    project: `lab_${process.pid}_${++runs}`,
    frame,
    response,
    ignoredColumns: weights === undefined ? [] : [weights],
    maxModels,
    folds: 3,
    seed: 42,
    maxRuntimeSecs: 600,
    models: { algorithms: ['GBM', 'XGBoost', 'GLM', 'DRF', 'DeepLearning', 'StackedEnsemble'] },
  });
  lab.own(automlId);
  await waitForJob(lab.client, jobKey);
  const { rows } = await lab.client.leaderboard(automlId);
  return rows.map(({ modelId }) => modelId);
}
