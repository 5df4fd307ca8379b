import type { ModelCategory, ModelHeader } from './header.js';

export interface MojoFeature {
  readonly name: string;
  /** A date is numeric: milliseconds since 1970, UTC. */
  readonly type: 'numeric' | 'categorical';
  /** Of a categorical: the levels that training saw, in the order of their index; null for a numeric. */
  readonly levels: readonly string[] | null;
}

/** What a model takes, and what it says. */
export interface MojoSignature {
  /** H2O's short name: `gbm`, `drf`, `xgboost`, `glm`, `deeplearning` or `stackedensemble`. */
  readonly algorithm: string;
  readonly category: ModelCategory;
  /** In the model's own order. */
  readonly features: readonly MojoFeature[];
  /** `labels`: in the order of their index; null for a regression. */
  readonly response: { readonly name: string; readonly labels: readonly string[] | null };
  /** Of two classes: the second is predicted from this probability on; else null. */
  readonly threshold: number | null;
  readonly h2oVersion: string;
  /** Of the file format of the algorithm. */
  readonly mojoVersion: number;
}

export function mojoSignature(header: ModelHeader): MojoSignature {
  return {
    algorithm: header.algorithm,
    category: header.category,
    features: header.features.map(({ name, levels }) => ({
      name,
      type: levels === null ? 'numeric' : 'categorical',
      levels,
    })),
    response: header.response,
    threshold: header.response.labels?.length === 2 ? header.threshold : null,
    h2oVersion: header.h2oVersion,
    mojoVersion: header.mojoVersion,
  };
}
