import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedEngine } from '../support/engine.js';
import { runAutoML } from '../support/mojo/automl.js';
import { datasets, type Dataset } from '../support/mojo/datasets.js';
import { logitMetalearner, metalearners, trainBaseModels } from '../support/mojo/ensembles.js';
import { ModelLab, type Parameters } from '../support/mojo/lab.js';
import { examine, load, type LoadedDataset } from '../support/mojo/trial.js';
import {
  allVariants,
  numericBinaryVariants,
  plainVariants,
  variantName,
  type Variant,
} from '../support/mojo/variants.js';
import type { Trial } from './trial.js';

const SIZE = { known: 150, within: 150, wild: 300 };
const TOLERANCE = 1e-12;
const CONTRIBUTION_TOLERANCE = 1e-5;
/** Boosters predict in 32-bit floats. */
const SUM_TOLERANCE = 1e-5;

interface Sweep {
  readonly dataset: Dataset;
  readonly variants: readonly Variant[];
  /** How the base models are put together. */
  readonly metalearners: readonly Parameters[];
  /** How many models AutoML builds, ensembles aside; null: it is not run. */
  readonly automlModels: number | null;
}

const { iris, penguins, titanic, titanicAsNumber, weighted, mpg, mpgByName, taxis, diamonds, manyLevels } =
  datasets;

const sweeps: readonly Sweep[] = [
  ...[iris(), penguins(), titanic(), mpg()].map((dataset) => ({
    dataset,
    variants: allVariants(dataset),
    metalearners: dataset.kind === 'regression' ? metalearners : [...metalearners, logitMetalearner],
    automlModels: 12,
  })),
  ...[weighted(), mpgByName(), taxis(), diamonds(), manyLevels()].map((dataset) => ({
    dataset,
    variants: plainVariants,
    metalearners: metalearners.slice(0, 1),
    automlModels: 5,
  })),
  { dataset: titanicAsNumber(), variants: numericBinaryVariants, metalearners: [], automlModels: null },
];

let lab: ModelLab;
beforeAll(() => {
  lab = new ModelLab(sharedEngine());
});
afterAll(() => lab.close());

describe.each(sweeps)('$dataset.name', ({ dataset, variants, metalearners, automlModels }) => {
  const { response, kind, weights } = dataset;
  const weighting: Parameters = weights === undefined ? {} : { weights_column: weights };
  let loaded: LoadedDataset;
  beforeAll(async () => {
    loaded = await load(lab, dataset, SIZE);
  });

  async function trialOf(id: string, parameters?: Parameters): Promise<Trial> {
    const { model, scores, contributions } = await examine(lab, id, loaded, parameters);
    const { h2oVersion } = model.signature;
    const isXrt = parameters?.['histogram_type'] === 'Random' || id.startsWith('XRT');
    const algorithm = isXrt ? 'xrt' : model.signature.algorithm;
    return { id, algorithm, dataset: dataset.name, kind, h2oVersion, scores, contributions };
  }

  test.for(variants.map((variant) => ({ name: variantName(variant), ...variant })))(
    '$name',
    async ({ algorithm, parameters }, { task }) => {
      const id = await lab.train(algorithm, loaded.frame, response, { ...parameters, ...weighting });
      const trial = await trialOf(id, parameters);
      task.meta.trials = [trial];
      expectEqual(trial);
    },
  );

  describe.runIf(metalearners.length > 0)('stackedensemble', () => {
    let base_models: readonly string[];
    beforeAll(async () => {
      base_models = await trainBaseModels(lab, loaded.frame, response, weighting);
    });

    test.for(metalearners)('%o', async (metalearner, { task }) => {
      const parameters = { ...metalearner, ...weighting, base_models, seed: 42 };
      const trial = await trialOf(await lab.train('stackedensemble', loaded.frame, response, parameters));
      task.meta.trials = [trial];
      expectEqual(trial);
    });
  });

  if (automlModels === null) return;
  test('all models of AutoML', async ({ task }) => {
    task.meta.trials = [];
    for (const id of await runAutoML(lab, loaded.frame, dataset, automlModels)) {
      task.meta.trials.push(await trialOf(id));
    }
    task.meta.trials.forEach(expectEqual);
  });
});

function expectEqual({ id, algorithm, kind, scores, contributions }: Trial): void {
  expect.soft(scores.labels, `labels of ${id}`).toBe(0);
  expect.soft(scores.relative, `numbers of ${id}`).toBeLessThanOrEqual(TOLERANCE);
  // Lots are drawn between three classes or more; numbers depend on the frame where a GLM has a part.
  const mayBeArbitrary = kind === 'multiclass' || algorithm === 'glm' || algorithm === 'stackedensemble';
  expect.soft(scores.arbitrary > 0 && !mayBeArbitrary, `unseen levels of ${id}`).toBe(false);
  if (contributions === null) return;
  const { engine, sum, engineSum } = contributions;
  expect.soft(sum, `sum of ${id}`).toBeLessThanOrEqual(SUM_TOLERANCE);
  // The engine's own rounding, to 32 bits, makes its contributions miss its prediction; of XRT by more than a little.
  const tolerance = CONTRIBUTION_TOLERANCE + (engineSum ?? 0);
  if (algorithm !== 'xrt') expect.soft(engine ?? 0, `contributions of ${id}`).toBeLessThanOrEqual(tolerance);
}
