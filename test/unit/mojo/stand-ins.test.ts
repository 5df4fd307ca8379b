import { expect, test } from 'vitest';
import { readArchive } from '../../../src/mojo/container/archive.js';
import { InvalidMojoError, loadMojo } from '../../../src/mojo/index.js';
import { fixtureBytes, readFixture } from '../../support/mojo/fixtures.js';
import { rowsOf } from '../../support/mojo/table.js';

const ensemble = fixtureBytes('stackedensemble-iris');
const { rows } = readFixture('stackedensemble-iris');
const batch = {
  rows: rowsOf(rows),
  columns: Object.fromEntries(rows.map(({ name, cells }) => [name, [...cells]])),
};

/** The engine's name of a base model. */
async function base(index: number): Promise<string> {
  const info = (await readArchive(ensemble)).get('model.ini').toString();
  return new RegExp(`^base_model${index} = (.*)$`, 'm').exec(info)![1]!;
}

test('another model stands in for one that an ensemble combines, and the others stay', async () => {
  const own = (await loadMojo(ensemble)).score(batch);
  const standIn = new Map([[await base(0), fixtureBytes('drf-iris')]]);
  const { probabilities = [] } = (await loadMojo(ensemble, standIn)).score(batch);
  expect(probabilities[0]).not.toEqual(own.probabilities![0]);
  const nobody = new Map([['nobody', fixtureBytes('drf-iris')]]);
  expect((await loadMojo(ensemble, nobody)).score(batch)).toEqual(own);
  for (let row = 0; row < batch.rows; row++) {
    expect(probabilities.reduce((sum, values) => sum + values[row]!, 0)).toBeCloseTo(1, 9);
  }
});

test('one that predicts other labels is refused', async () => {
  const standIn = new Map([[await base(0), fixtureBytes('glm-penguins')]]);
  await expect(loadMojo(ensemble, standIn)).rejects.toThrow(InvalidMojoError);
});
