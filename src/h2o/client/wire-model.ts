import { z } from 'zod';
import { absent, finite, keyName, table } from './wire.js';

/** A metric object; which fields are there depends on the model's category, the others are null. */
const ModelMetrics = z
  .object({
    MSE: finite,
    RMSE: finite,
    r2: finite,
    mae: finite,
    rmsle: finite,
    AUC: finite,
    pr_auc: finite,
    logloss: finite,
    mean_per_class_error: finite,
    mean_residual_deviance: finite,
    domain: absent(z.array(z.string())),
    cm: absent(z.object({ table: absent(table) })),
    thresholds_and_metric_scores: absent(table),
    description: absent(z.string()),
  })
  .transform((metrics) => ({
    mse: metrics.MSE,
    rmse: metrics.RMSE,
    r2: metrics.r2,
    mae: metrics.mae,
    rmsle: metrics.rmsle,
    auc: metrics.AUC,
    aucpr: metrics.pr_auc,
    logloss: metrics.logloss,
    meanPerClassError: metrics.mean_per_class_error,
    meanResidualDeviance: metrics.mean_residual_deviance,
    labels: metrics.domain,
    /**
     * Rows: actual, columns: predicted, both in the order of the labels; then columns Error and Rate, and a row of
     * totals. Of a binomial it is cut at this metric object's own max-F1 threshold.
     */
    confusionMatrix: metrics.cm?.table ?? null,
    /** Binomial, at most 400 rows: threshold, f1, accuracy, precision, recall, fpr, tpr, tns, fns, fps, tps, ... */
    thresholds: metrics.thresholds_and_metric_scores,
    description: metrics.description,
  }));
export type ModelMetrics = z.output<typeof ModelMetrics>;

const Model = z
  .object({
    model_id: keyName,
    algo: z.string(),
    response_column_name: absent(z.string()),
    have_mojo: absent(z.boolean()),
    output: z.object({
      names: z.array(z.string()),
      domains: z.array(absent(z.array(z.string()))),
      model_category: z.string(),
      default_threshold: finite,
      training_metrics: absent(ModelMetrics),
      validation_metrics: absent(ModelMetrics),
      cross_validation_metrics: absent(ModelMetrics),
      cross_validation_holdout_predictions_frame_id: absent(keyName),
      cross_validation_models: absent(z.array(keyName)),
      metalearner: absent(keyName),
      cross_validation_metrics_summary: absent(table),
      run_time: finite,
      variable_importances: absent(table),
    }),
  })
  .transform(({ output, ...model }) => ({
    id: model.model_id,
    /** Lower case: `glm`, `gbm`, `xgboost`, `drf`, `deeplearning`, `stackedensemble`, `generic`. */
    algo: model.algo,
    response: model.response_column_name,
    hasMojo: model.have_mojo ?? false,
    category: output.model_category,
    /** The features in the model's order, the response last. */
    names: output.names,
    /** By column of `names`: the levels in the engine's order, null for a number or time. */
    domains: output.domains,
    /** Of a binomial: a probability at or above it is the second label. Training max-F1. */
    defaultThreshold: output.default_threshold,
    trainingMetrics: output.training_metrics,
    validationMetrics: output.validation_metrics,
    crossValidationMetrics: output.cross_validation_metrics,
    /** mean, sd, cv_1_valid, ... by metric (`logloss`, `auc`, `pr_auc`, ...), which the first column names. */
    crossValidationSummary: output.cross_validation_metrics_summary,
    /** Milliseconds that the model took, without those of its folds. */
    runtimeMs: output.run_time,
    /** Column `predict`, then one a class, by row of the training frame. Named also where the frame was not kept. */
    holdoutFrame: output.cross_validation_holdout_predictions_frame_id,
    /** Models that were not shown the rows of one fold, by fold; empty where they were not kept. */
    foldModels: output.cross_validation_models ?? [],
    /** Of an ensemble: the model that combines the others, whose holdout predictions are those of the ensemble. */
    metalearner: output.metalearner,
    /**
     * variable, relative_importance, scaled_importance, percentage; best first. GLM, XGBoost and DeepLearning count by
     * level (`city.Tallinn`). null for an ensemble.
     */
    variableImportances: output.variable_importances,
  }));
export type Model = z.output<typeof Model>;

export const Models = z.object({ models: z.tuple([Model]) }).transform((answer) => answer.models[0]);

/** Of a model's answer, the models that it combines; none but for an ensemble. */
export const BaseModels = z
  .object({
    models: z.tuple([
      z.object({ parameters: z.array(z.object({ name: z.string(), actual_value: z.unknown() })) }),
    ]),
  })
  .transform(({ models }) => {
    const parameter = models[0].parameters.find(({ name }) => name === 'base_models');
    return z.array(keyName).nullish().parse(parameter?.actual_value) ?? [];
  });
