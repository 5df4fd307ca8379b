import { DrfScorer } from '../algorithms/drf.js';
import { GbmScorer } from '../algorithms/gbm.js';
import { GlmScorer } from '../algorithms/glm.js';
import { UnsupportedContributionsError } from '../container/errors.js';
import type { ModelHeader } from '../model/header.js';
import type { Scorer } from '../model/scorer.js';
import { BoosterForest, XGBoostScorer } from '../xgboost/scorer.js';
import type { Explainer } from './explainer.js';
import { GlmExplainer } from './glm-explainer.js';
import { TreeExplainer } from './tree-explainer.js';

/** @throws {UnsupportedContributionsError} for an algorithm, or a kind of its models, that has none. */
export function makeExplainer(header: ModelHeader, scorer: Scorer): Explainer {
  if (header.category === 'Multinomial' || header.category === 'Ordinal') {
    throw new UnsupportedContributionsError(
      `Contributions are there for regression and two classes, not for ${header.response.labels?.length ?? 0} classes.`,
    );
  }
  if (scorer instanceof GbmScorer) {
    return new TreeExplainer(scorer.forest, header.features.length, { initial: Math.fround(scorer.initial) });
  }
  if (scorer instanceof DrfScorer) return explainForest(header, scorer);
  if (scorer instanceof XGBoostScorer && scorer.body instanceof BoosterForest) {
    return new TreeExplainer(scorer.body.forest, scorer.columnOfInput.length, {
      initial: scorer.margin,
      columnOfInput: scorer.columnOfInput,
      encode: (row) => scorer.encode(row),
    });
  }
  if (scorer instanceof GlmScorer) return new GlmExplainer(scorer.linear);
  throw new UnsupportedContributionsError(
    `Contributions are there for GBM, DRF, XGBoost with trees, and GLM; this is a ${header.algorithm} model.`,
  );
}

/**
 * A forest's are averages over its trees. One of two classes votes for the first; what it adds for the second is 1 less
 * that, and H2O shares the 1 out evenly among the bias and the columns that the trees use.
 *
 * Source: DrfMojoModel.ContributionsPredictorDRF.
 */
function explainForest(header: ModelHeader, scorer: DrfScorer): Explainer {
  const { forest, groups } = scorer;
  if (header.category === 'Regression') {
    return new TreeExplainer(forest, header.features.length, {
      initial: 0,
      finish: (sum) => Math.fround(sum / groups),
    });
  }
  if (forest.data.trees.length > 1) {
    throw new UnsupportedContributionsError('A DRF with double trees for two classes has no contributions.');
  }
  const share = Math.fround(1 / (new Set(forest.data.inputs).size + 1));
  return new TreeExplainer(forest, header.features.length, {
    initial: 0,
    finish: (sum) => (sum === 0 ? 0 : Math.fround(share - Math.fround(sum / groups))),
  });
}
