import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedEngine } from '../../support/engine.js';
import { compare } from '../../support/mojo/compare.js';
import { datasets } from '../../support/mojo/datasets.js';
import { ModelLab } from '../../support/mojo/lab.js';
import { fetchModel, load, type LoadedDataset } from '../../support/mojo/trial.js';
import { plainVariants, trainEnsemble, variantName } from '../../support/mojo/variants.js';

const TOLERANCE = 1e-12;

let lab: ModelLab;
beforeAll(() => {
  lab = new ModelLab(sharedEngine());
});
afterAll(() => lab.close());

describe.each([datasets.iris(), datasets.titanic(), datasets.mpg()])(
  'a model of $name scores as the engine does',
  (dataset) => {
    let loaded: LoadedDataset;
    beforeAll(async () => {
      loaded = await load(lab, dataset, { plain: 150, distorted: 150 });
    });

    const expectEqual = async (id: string) => {
      const model = await fetchModel(lab, id);
      const difference = compare(model, loaded.rows, await lab.predict(id, loaded.rowsFrame));
      expect(difference.labels).toBe(0);
      expect(difference.largest).toBeLessThanOrEqual(TOLERANCE);
    };

    test.each(plainVariants.map((variant) => [variantName(variant), variant] as const))(
      '%s',
      async (_, { algorithm, parameters }) => {
        await expectEqual(await lab.train(algorithm, loaded.frame, dataset.response, parameters));
      },
    );

    test('StackedEnsemble', async () => {
      await expectEqual(await trainEnsemble(lab, loaded.frame, dataset.response));
    });
  },
);
