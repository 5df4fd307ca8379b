import type { Model, ModelMetrics } from '../../../src/h2o/client/wire-model.js';
import type { TableCell, Table } from '../../../src/h2o/client/wire.js';

/** A table by its columns, as H2O sends it. */
export function tableOf(columns: Record<string, readonly TableCell[]>): Table {
  const cells = Object.values(columns);
  return { columns: Object.keys(columns), cells, rowCount: cells[0]?.length ?? 0 };
}

const NO_METRICS: ModelMetrics = {
  mse: null,
  rmse: null,
  r2: null,
  mae: null,
  rmsle: null,
  auc: null,
  aucpr: null,
  logloss: null,
  meanPerClassError: null,
  meanResidualDeviance: null,
  labels: null,
  confusionMatrix: null,
  thresholds: null,
  description: null,
};

/** A model of H2O with these cross-validated metrics. */
export function modelOf(model: Partial<Model>, crossValidated: Partial<ModelMetrics> = {}): Model {
  return {
    id: 'GBM_1',
    algo: 'gbm',
    response: 'y',
    hasMojo: true,
    category: 'Regression',
    names: ['x', 'y'],
    domains: [null, null],
    metalearner: null,
    holdoutFrame: null,
    foldModels: [],
    crossValidationSummary: null,
    runtimeMs: null,
    defaultThreshold: null,
    trainingMetrics: null,
    validationMetrics: null,
    crossValidationMetrics: { ...NO_METRICS, ...crossValidated },
    variableImportances: null,
    ...model,
  };
}
