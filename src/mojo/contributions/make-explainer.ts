import { DrfScorer } from '../algorithms/drf.js';
import { GbmScorer } from '../algorithms/gbm.js';
import { GlmScorer, MultinomialGlmScorer } from '../algorithms/glm.js';
import { defaultLink } from '../algorithms/links.js';
import { UnsupportedContributionsError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';
import type { RowScorer } from '../model/scorer.js';
import type { Forest } from '../trees/forest.js';
import { BoosterForest, XGBoostScorer } from '../xgboost/scorer.js';
import type { ContributionUnit, ModelExplainer } from './explainer.js';
import { GlmExplainer } from './glm-explainer.js';
import { TreeExplainer, type TreeExplainerOptions } from './tree-explainer.js';

/** @throws {UnsupportedContributionsError} for an algorithm, or a kind of its models, that has none. */
export function makeExplainer(header: ModelHeader, scorer: RowScorer): ModelExplainer {
  if (scorer instanceof GbmScorer) {
    const { info } = header;
    const link = info.find('link_function') ?? defaultLink(info.text('distribution'));
    const options = { initial: scorer.initial };
    return explainTrees(unitOf(header, link), scorer.forest, header.features.length, options);
  }
  if (scorer instanceof DrfScorer) return explainForest(header, scorer);
  if (scorer instanceof XGBoostScorer && scorer.body instanceof BoosterForest) {
    const link = LOG_OBJECTIVES.has(scorer.objective) ? 'log' : 'identity';
    return explainTrees(unitOf(header, link), scorer.body.forest, scorer.columnOfInput.length, {
      initial: scorer.margin,
      columnOfInput: scorer.columnOfInput,
      encode: (row) => scorer.encode(row),
    });
  }
  if (scorer instanceof GlmScorer || scorer instanceof MultinomialGlmScorer) {
    const { linear } = scorer;
    const sets = linear.beta.length / linear.stride;
    return {
      unit: unitOf(header, header.info.find('link') ?? 'identity'),
      outputs: Array.from({ length: sets }, (_, set) => new GlmExplainer(linear, set)),
    };
  }
  throw new UnsupportedContributionsError(
    `Contributions are there for GBM, DRF, XGBoost with trees, and GLM; this is a ${header.algorithm} model.`,
  );
}

const LOG_OBJECTIVES = new Set(['reg:gamma', 'reg:tweedie', 'count:poisson']);

function unitOf({ category }: ModelHeader, link: string): ContributionUnit {
  if (category !== 'Regression') return 'LOG_ODDS';
  return link === 'log' ? 'LOG_VALUE' : 'VALUE';
}

function explainTrees(
  unit: ContributionUnit,
  forest: Forest,
  inputs: number,
  options: TreeExplainerOptions,
): ModelExplainer {
  const outputs = forest.data.trees.map((_, group) => new TreeExplainer(forest, group, inputs, options));
  return { unit, outputs };
}

/**
 * A forest's are averages over its trees. One of two classes votes for the first; what it adds for the second is 1 less
 * that, and H2O shares the 1 out evenly among the bias and the columns that the trees use. With double trees, the
 * second class has trees of its own.
 *
 * Source: DrfMojoModel.ContributionsPredictorDRF.
 */
function explainForest({ category, features, response }: ModelHeader, scorer: DrfScorer): ModelExplainer {
  const { forest, groups } = scorer;
  const unit = category === 'Regression' ? 'VALUE' : 'PROBABILITY';
  const averages = explainTrees(unit, forest, features.length, {
    initial: 0,
    finish: (sum) => sum / groups,
  });
  if (response.labels?.length !== 2) return averages;
  if (forest.data.trees.length > 1) return { unit, outputs: averages.outputs.slice(1) };
  const share = 1 / (new Set(forest.data.inputs).size + 1);
  return explainTrees(unit, forest, features.length, {
    initial: 0,
    finish: (sum) => share - sum / groups,
  });
}
