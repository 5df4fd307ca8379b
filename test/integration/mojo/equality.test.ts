import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedEngine } from '../../support/engine.js';
import { datasets } from '../../support/mojo/datasets.js';
import { trainBaseModels } from '../../support/mojo/ensembles.js';
import { ModelLab } from '../../support/mojo/lab.js';
import { examine, load, type LoadedDataset } from '../../support/mojo/trial.js';
import { plainVariants, variantName } from '../../support/mojo/variants.js';

const TOLERANCE = 1e-12;
const CONTRIBUTION_TOLERANCE = 1e-5;
/** Boosters predict in 32-bit floats. */
const SUM_TOLERANCE = 1e-5;

let lab: ModelLab;
beforeAll(() => {
  lab = new ModelLab(sharedEngine());
});
afterAll(() => lab.close());

describe.each([datasets.iris(), datasets.titanic(), datasets.mpg()])(
  'a model of $name scores as the engine does',
  (dataset) => {
    const { kind, response } = dataset;
    let loaded: LoadedDataset;
    beforeAll(async () => {
      loaded = await load(lab, dataset, { known: 100, within: 100, wild: 100 });
    });

    test.each(plainVariants.map((variant) => [variantName(variant), variant] as const))(
      '%s',
      async (_, variant) => {
        const id = await lab.train(variant.algorithm, loaded.frame, response, variant.parameters);
        const { scores, contributions } = await examine(lab, id, loaded, variant.parameters);
        expect(scores.labels).toBe(0);
        expect(scores.relative).toBeLessThanOrEqual(TOLERANCE);
        expect(contributions === null).toBe(kind === 'multiclass' || variant.algorithm === 'deeplearning');
        expect(contributions?.sum ?? 0).toBeLessThanOrEqual(SUM_TOLERANCE);
        // Those of the engine for extremely randomised trees do not add up to its prediction (docs/mojo.md).
        if (variant.parameters['histogram_type'] !== 'Random') {
          expect(contributions?.engine ?? 0).toBeLessThanOrEqual(CONTRIBUTION_TOLERANCE);
        }
      },
    );

    test('stackedensemble', async () => {
      const base_models = await trainBaseModels(lab, loaded.frame, response);
      const id = await lab.train('stackedensemble', loaded.frame, response, { base_models });
      const { scores } = await examine(lab, id, loaded);
      expect(scores.labels).toBe(0);
      expect(scores.relative).toBeLessThanOrEqual(TOLERANCE);
    });
  },
);
