import type { MojoFiles } from './container/archive.js';
import { UnsupportedMojoError } from './container/errors.js';
import { readHeader, type ModelHeader } from './model/header.js';
import type { RowScorer } from './model/scorer.js';
import { XGBoostScorer } from './xgboost/scorer.js';
import { DeepLearningScorer } from './algorithms/deep-learning.js';
import { DrfScorer } from './algorithms/drf.js';
import { assertEncoding } from './algorithms/encoding.js';
import { GbmScorer } from './algorithms/gbm.js';
import { makeGlmScorer } from './algorithms/glm.js';
import { StackedEnsembleScorer, type NestedModel } from './algorithms/stacked-ensemble.js';

interface Algorithm {
  /** The newest version of its format that is understood. */
  readonly version: number;
  compile(header: ModelHeader, files: MojoFiles, depth: number, standIns: StandIns): RowScorer;
}

/** Models in place of those that an ensemble combines, by the engine's name of each. */
export type StandIns = ReadonlyMap<string, NestedModel>;

/** H2O's ensembles are one deep: their metalearner and base models are no ensembles. */
const MAX_NESTING = 2;

const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map([
  ['gbm', { version: 1.4, compile: (header, files) => new GbmScorer(header, files) }],
  ['drf', { version: 1.4, compile: (header, files) => new DrfScorer(header, files) }],
  ['xgboost', { version: 1.1, compile: (header, files) => new XGBoostScorer(header, files) }],
  ['glm', { version: 1, compile: makeGlmScorer }],
  ['deeplearning', { version: 1.1, compile: (header) => new DeepLearningScorer(header) }],
  [
    'stackedensemble',
    {
      version: 1.01,
      compile: (header, files, depth, standIns) =>
        new StackedEnsembleScorer(
          header,
          files,
          (nested, key) => standIns.get(key) ?? compile(nested, depth + 1),
        ),
    },
  ],
] satisfies [string, Algorithm][]);

/**
 * Reads a model, nested ones included, into the form in which it is scored.
 *
 * @throws {InvalidMojoError} if it contradicts itself.
 * @throws {UnsupportedMojoError} if it is of a kind that is not scored.
 */
export function compile(files: MojoFiles, depth = 0, standIns: StandIns = new Map()): NestedModel {
  const header = readHeader(files);
  const algorithm = ALGORITHMS.get(header.algorithm);
  if (algorithm === undefined) {
    throw new UnsupportedMojoError(`Models of the algorithm ${header.algorithm} are not scored.`);
  }
  if (depth >= MAX_NESTING) throw new UnsupportedMojoError('An ensemble of ensembles is not scored.');
  if (!(header.mojoVersion <= algorithm.version)) {
    throw new UnsupportedMojoError(
      `The ${header.algorithm} MOJO is of version ${header.mojoVersion}; ${algorithm.version} is the newest that is scored.`,
    );
  }
  assertEncoding(header, files);
  return { header, scorer: algorithm.compile(header, files, depth, standIns) };
}
