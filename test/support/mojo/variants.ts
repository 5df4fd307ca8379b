import type { Dataset } from './datasets.js';
import type { Parameters } from './lab.js';

export interface Variant {
  /** The name of H2O's builder. */
  readonly algorithm: 'gbm' | 'drf' | 'xgboost' | 'glm' | 'deeplearning';
  readonly parameters: Parameters;
}

const SEED = { seed: 42 };
const DEEP = { ...SEED, epochs: 3, reproducible: true };

export const gbm = (parameters: Parameters): Variant => ({
  algorithm: 'gbm',
  parameters: { ntrees: 15, ...SEED, ...parameters },
});
export const drf = (parameters: Parameters): Variant => ({
  algorithm: 'drf',
  parameters: { ntrees: 12, ...SEED, ...parameters },
});
export const xgboost = (parameters: Parameters): Variant => ({
  algorithm: 'xgboost',
  parameters: { ntrees: 15, ...SEED, ...parameters },
});
export const glm = (parameters: Parameters): Variant => ({
  algorithm: 'glm',
  parameters: { ...SEED, ...parameters },
});
export const deep = (parameters: Parameters): Variant => ({
  algorithm: 'deeplearning',
  parameters: { hidden: [12, 9], ...DEEP, ...parameters },
});

/** A model of each algorithm, as AutoML sets it up. */
export const plainVariants: readonly Variant[] = [
  gbm({ max_depth: 6, sample_rate: 0.8, col_sample_rate: 0.8 }),
  drf({}),
  drf({ histogram_type: 'Random' }),
  xgboost({ max_depth: 5, sample_rate: 0.6, col_sample_rate: 0.8 }),
  glm({ lambda_search: true, alpha: [0, 0.5, 1] }),
  deep({}),
];

const everywhere: readonly Variant[] = [
  ...plainVariants,
  gbm({ max_depth: 12, min_rows: 1, nbins_cats: 16 }),
  gbm({ categorical_encoding: 'SortByResponse' }),
  gbm({ histogram_type: 'QuantilesGlobal', nbins: 8 }),
  /** No split is allowed: each tree is a single leaf. */
  gbm({ ntrees: 3, min_rows: 75 }),
  drf({ max_depth: 30, min_rows: 1, mtries: 2 }),
  drf({ ntrees: 2, max_depth: 1 }),
  xgboost({ booster: 'dart', rate_drop: 0.3, one_drop: true }),
  xgboost({ booster: 'gblinear' }),
  xgboost({ dmatrix_type: 'dense', max_depth: 9, min_rows: 1 }),
  xgboost({ dmatrix_type: 'sparse' }),
  xgboost({ ntrees: 3, max_depth: 5, min_rows: 1e6 }),
  glm({ standardize: false, lambda: [0] }),
  deep({ activation: 'TanhWithDropout', hidden_dropout_ratios: [0.2, 0.5], input_dropout_ratio: 0.1 }),
  deep({ activation: 'Maxout' }),
  deep({ activation: 'ExpRectifier', use_all_factor_levels: false }),
  deep({ activation: 'RectifierWithDropout', standardize: false, hidden: [30], mini_batch_size: 8 }),
];

const classification: readonly Variant[] = [
  gbm({ balance_classes: true }),
  drf({ balance_classes: true }),
  deep({ balance_classes: true }),
];

const binary: readonly Variant[] = [
  drf({ binomial_double_trees: true }),
  glm({ family: 'fractionalbinomial', link: 'logit' }),
];

/** For two classes that are numbers. (What a GBM predicts of them, the engine cannot write.) */
export const numericBinaryVariants: readonly Variant[] = [glm({ family: 'quasibinomial' })];

const regression: readonly Variant[] = [
  ...['poisson', 'gamma', 'tweedie', 'laplace', 'quantile', 'huber'].flatMap((distribution) => [
    gbm({ distribution }),
    deep({ distribution }),
  ]),
  ...['poisson', 'gamma', 'tweedie'].map((distribution) => xgboost({ distribution })),
  glm({ family: 'poisson' }),
  glm({ family: 'gamma', link: 'log' }),
  glm({ family: 'gamma', link: 'inverse' }),
  glm({ family: 'tweedie', tweedie_variance_power: 1.5, tweedie_link_power: 0 }),
  glm({ family: 'tweedie', tweedie_variance_power: 1.5, tweedie_link_power: 0.5 }),
  glm({ family: 'negativebinomial', link: 'log', theta: 0.5 }),
  glm({ family: 'gaussian', link: 'log' }),
];

const BY_KIND = {
  binary: [...classification, ...binary],
  multiclass: [...classification, glm({ family: 'ordinal' })],
  regression,
};

/** Every setting that changes what a MOJO holds or how it is scored. */
export function allVariants(dataset: Dataset): readonly Variant[] {
  const categoricals = dataset.table.filter(
    ({ type, name }) => type === 'CATEGORICAL' && name !== dataset.response,
  );
  const skip = glm({
    missing_values_handling: 'Skip',
    // With them the MOJO does not hold what the engine predicts by.
    ignored_columns: categoricals.map(({ name }) => name),
  });
  return [...everywhere, skip, ...BY_KIND[dataset.kind]];
}

/** The algorithm and the settings that are not the same for all. */
export function variantName({ algorithm, parameters }: Variant): string {
  const settings = Object.entries(parameters).filter(([name]) => !USUAL.has(name));
  return [algorithm, ...settings.map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join(' ');
}

const USUAL = new Set(['seed', 'ntrees', 'epochs', 'reproducible', 'hidden']);
