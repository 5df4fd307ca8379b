import { describe, expect, test } from 'vitest';
import { loadMojo } from '../../../../src/mojo/index.js';
import { buildMojo, editMojo } from '../../../support/mojo/build-mojo.js';
import { fixtureBytes, type FixtureName } from '../../../support/mojo/fixtures.js';

const columns = [['x'], ['color', ['blue', 'red']], ['y']] as const;

describe('a model that is not scored says so when it is loaded, by name', () => {
  test.each([
    ['kmeans', 'Models of the algorithm kmeans are not scored.'],
    ['gam', 'Models of the algorithm gam are not scored.'],
    ['isolationforest', 'Models of the algorithm isolationforest are not scored.'],
    ['constructor', 'Models of the algorithm constructor are not scored.'],
  ])('of the algorithm %s', async (algo, message) => {
    const load = loadMojo(buildMojo({ columns, info: { algo } }));
    await expect(load).rejects.toMatchObject({ code: 'UNSUPPORTED_MOJO', message });
  });

  test.each<[FixtureName, string | RegExp, string, string]>([
    ['gbm-titanic', /mojo_version = .*/, 'mojo_version = 1.50', 'The gbm MOJO is of version 1.5'],
    ['gbm-titanic', /mojo_version = .*/, 'mojo_version = 1.10', 'GBM MOJO of the old version 1.1'],
    ['glm-titanic', /mojo_version = .*/, 'mojo_version = 2.00', 'The glm MOJO is of version 2'],
    ['glm-titanic', 'supervised = true', 'supervised = false', 'A glm model of the category Binomial'],
    ['glm-titanic', 'link = logit', 'link = probit', 'probit'],
    ['glm-titanic', 'mean_imputation = true', 'mean_imputation = false', 'skips missing values'],
    ['drf-mpg', 'category = Regression', 'category = AnomalyDetection', 'AnomalyDetection'],
    ['gbm-taxis', 'escape_domain_values', 'offset_column = w\nescape_domain_values', 'offset column'],
    ['gbm-taxis', 'LITTLE_ENDIAN', 'BIG_ENDIAN', 'big-endian'],
    ['gbm-titanic', /_genmodel_encoding = .*/, '_genmodel_encoding = Eigen', 'categorical encoding Eigen'],
    ['deeplearning-mpg', /activation = .*/, 'activation = Swish', 'Swish'],
    ['deeplearning-mpg', /distribution = .*/, 'distribution = modified_huber', 'modified_huber'],
    ['stackedensemble-iris', 'metalearner_transform = Logit', 'metalearner_transform = Rank', 'Rank'],
  ])('%s with %s', async (name, from, to, message) => {
    const load = loadMojo(editMojo(fixtureBytes(name), from, to));
    await expect(load).rejects.toMatchObject({
      code: 'UNSUPPORTED_MOJO',
      message: expect.stringContaining(message) as string,
    });
  });
});

describe('a model.ini that contradicts itself is refused', () => {
  test.each<[FixtureName, string | RegExp, string, string]>([
    ['gbm-titanic', 'n_columns = 12', 'n_columns = 13', '12 columns in place of n_columns'],
    ['gbm-titanic', 'n_features = 11', 'n_features = 12', 'no column for the response'],
    ['gbm-titanic', 'n_classes = 2', 'n_classes = 3', 'n_classes is not the number of labels'],
    ['gbm-titanic', 'n_trees = 4', 'n_trees = 3', 'does not account for trees/t00_003.bin'],
    ['glm-titanic', 'cats = 6', 'cats = 7', 'cats, nums and cat_offsets'],
    ['glm-titanic', 'beta = [', 'beta = [1, ', 'coefficients in place of'],
    ['xgboost-titanic', /cat_offsets = \[0, /, 'cat_offsets = [0, 1000000', 'cat_offsets'],
    [
      'deeplearning-titanic',
      'neural_network_sizes = [',
      'neural_network_sizes = [1, ',
      'neural_network_sizes',
    ],
    ['stackedensemble-iris', 'base_models_num = 2', 'base_models_num = 3', 'one input for each base model'],
  ])('%s with %s as %s', async (name, from, to, message) => {
    const load = loadMojo(editMojo(fixtureBytes(name), from, to));
    await expect(load).rejects.toMatchObject({
      code: 'INVALID_MOJO',
      message: expect.stringContaining(message) as string,
    });
  });
});

test('the signature tells what a model takes and says', async () => {
  const { signature, bytes } = await loadMojo(fixtureBytes('gbm-titanic'));
  expect(signature).toMatchObject({
    algorithm: 'gbm',
    category: 'Binomial',
    h2oVersion: '3.46.0.11',
    mojoVersion: 1.4,
    response: { name: 'survived', labels: ['0', '1'] },
  });
  expect(signature.features).toHaveLength(11);
  expect(signature.features[0]).toEqual({ name: 'pclass', type: 'numeric', levels: null });
  expect(signature.features[1]).toEqual({ name: 'sex', type: 'categorical', levels: ['female', 'male'] });
  expect(bytes).toBeGreaterThan(1000);
});
