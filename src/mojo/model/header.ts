import type { MojoFiles } from '../container/archive.js';
import { parseLevels } from '../container/levels.js';
import { parseModelIni, type ModelIni, type ModelInfo } from '../container/model-ini.js';
import { InvalidMojoError, UnsupportedMojoError } from '../container/errors.js';

/** An input column. A date is a number here: milliseconds since 1970, UTC. */
export interface Feature {
  readonly name: string;
  /** The categories in the order of their index; null for a number. */
  readonly levels: readonly string[] | null;
}

const CATEGORIES = ['Binomial', 'Multinomial', 'Ordinal', 'Regression'] as const;
export type ModelCategory = (typeof CATEGORIES)[number];

/** What model.ini says of any model, whatever its algorithm. */
export interface ModelHeader {
  /** H2O's short name: `gbm`, `drf`, `xgboost`, `glm`, `deeplearning`, `stackedensemble`, ... */
  readonly algorithm: string;
  readonly h2oVersion: string;
  readonly mojoVersion: number;
  readonly category: ModelCategory;
  /** In the order in which this model reads a row; each model has its own. */
  readonly features: readonly Feature[];
  /** `labels`: null for a regression. */
  readonly response: { readonly name: string; readonly labels: readonly string[] | null };
  /** Probability of the second label from which a binomial model says that label. */
  readonly threshold: number;
  /** Share of each class in the data, and in what the model was trained on; null where they are not the same by design. */
  readonly priors: Float64Array | null;
  readonly balance: { readonly priors: Float64Array; readonly model: Float64Array } | null;
  readonly info: ModelInfo;
}

/**
 * Reads the part of model.ini that all algorithms share.
 *
 * @throws {InvalidMojoError} where it contradicts itself.
 * @throws {UnsupportedMojoError} for a model without a response, or with an offset.
 */
export function readHeader(files: MojoFiles): ModelHeader {
  const ini = parseModelIni(files.get('model.ini').toString('utf8'));
  const { info } = ini;
  const algorithm = info.text('algo');
  const category = CATEGORIES.find((known) => known === info.text('category'));
  if (category === undefined || !info.flag('supervised')) {
    throw new UnsupportedMojoError(
      `A ${algorithm} model of the category ${info.text('category')} is not scored.`,
    );
  }
  if (info.find('offset_column') !== undefined || info.flag('has_offset', false)) {
    throw new UnsupportedMojoError(`A ${algorithm} model with an offset column is not scored.`);
  }
  if (info.find('endianness') === 'BIG_ENDIAN') {
    throw new UnsupportedMojoError('A MOJO written on a big-endian machine is not scored.');
  }
  const columns = readColumns(files, ini);
  const response = readResponse(columns, category, info);
  const classes = response.labels?.length ?? 1;
  const priors = distribution(info, 'prior_class_distrib', classes);
  return {
    algorithm,
    category,
    response,
    priors,
    info,
    h2oVersion: info.text('h2o_version'),
    mojoVersion: info.number('mojo_version'),
    features: readFeatures(columns, info),
    threshold: info.number('default_threshold', 0.5),
    balance: readBalance(info, priors, classes),
  };
}

function readColumns(files: MojoFiles, ini: ModelIni): Feature[] {
  if (ini.columns.length !== ini.info.count('n_columns')) {
    throw new InvalidMojoError(`model.ini lists ${ini.columns.length} columns in place of n_columns.`);
  }
  const escaped = ini.info.flag('escape_domain_values', false);
  return ini.columns.map((name, index) => {
    const domain = ini.domains.get(index);
    if (domain === undefined) return { name, levels: null };
    const text = files.get(`domains/${domain.file}`).toString('utf8');
    return { name, levels: parseLevels(text, domain.levels, escaped) };
  });
}

/** The features come first. Weights, folds and the response, which is last, are not read when scoring. */
function readFeatures(columns: readonly Feature[], info: ModelInfo): Feature[] {
  const count = info.count('n_features');
  if (count >= columns.length)
    throw new InvalidMojoError('model.ini: n_features leaves no column for the response.');
  const features = columns.slice(0, count);
  if (new Set(features.map((feature) => feature.name)).size !== count) {
    throw new InvalidMojoError('model.ini names a column twice.');
  }
  return features;
}

function readResponse(
  columns: readonly Feature[],
  category: ModelCategory,
  info: ModelInfo,
): ModelHeader['response'] {
  const response = columns.at(-1);
  if (response === undefined) throw new InvalidMojoError('model.ini lists no columns.');
  const { name } = response;
  if (category === 'Regression') return { name, labels: null };
  // A quasi-binomial model has two classes and a response that is a number.
  const labels = response.levels ?? ['0', '1'];
  if (labels.length !== info.count('n_classes') || labels.length < 2) {
    throw new InvalidMojoError(`model.ini: n_classes is not the number of labels (${labels.length}).`);
  }
  if ((category === 'Binomial') !== (labels.length === 2)) {
    throw new InvalidMojoError(`model.ini: a ${category} model has ${labels.length} labels.`);
  }
  return { name, labels };
}

function readBalance(info: ModelInfo, priors: Float64Array | null, classes: number): ModelHeader['balance'] {
  if (!info.flag('balance_classes') || classes === 1) return null;
  const model = distribution(info, 'model_class_distrib', classes);
  if (priors === null || model === null) throw new InvalidMojoError('model.ini has no class distribution.');
  return { priors, model };
}

function distribution(info: ModelInfo, key: string, classes: number): Float64Array | null {
  if (classes === 1 || info.find(key) === undefined) return null;
  const shares = info.numbers(key);
  if (shares.length !== classes)
    throw new InvalidMojoError(`model.ini: ${key} has not one value for each class.`);
  return shares;
}
