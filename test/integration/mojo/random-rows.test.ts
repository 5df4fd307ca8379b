import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMojo } from '../../../src/mojo/index.js';
import { sharedEngine } from '../../support/engine.js';
import { compare } from '../../support/mojo/compare.js';
import { datasets, type Dataset } from '../../support/mojo/datasets.js';
import { ModelLab } from '../../support/mojo/lab.js';
import { without, type CellValue, type Table, type TableColumn } from '../../support/mojo/table.js';
import { asRead, unseenAsMissing } from '../../support/mojo/trial.js';
import { plainVariants } from '../../support/mojo/variants.js';

const ROWS = 60;
const RUNS = 6;

let lab: ModelLab;
beforeAll(() => {
  lab = new ModelLab(sharedEngine());
});
afterAll(() => lab.close());

/** Anything within the range that training saw, and anything else. */
function cellOf({ type, cells }: TableColumn): fc.Arbitrary<CellValue> {
  const seen = fc.constantFrom(...cells);
  if (type === 'CATEGORICAL')
    return fc.oneof(seen, fc.constant(null), fc.stringMatching(/^[a-zA-Z0-9 .]{1,9}$/));
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const range = { min: Math.min(...numbers), max: Math.max(...numbers) };
  return fc.oneof(
    seen,
    fc.constant(null),
    fc.double({ ...range, noNaN: true }),
    // Beyond, sums overflow, and the engine refuses the whole frame.
    fc.double({ min: -1e30, max: 1e30, noNaN: true }),
    fc.integer(),
  );
}

function rowsFor({ table, response }: Dataset): fc.Arbitrary<Table> {
  const columns = without(table, response).map((column) =>
    fc
      .array(cellOf(column), { minLength: ROWS, maxLength: ROWS })
      .map((cells): TableColumn => ({ ...column, cells })),
  );
  return fc.tuple(...columns);
}

test.each([datasets.titanic(), datasets.penguins(), datasets.mpg()])(
  'whatever rows are given to models of $name, scorer and engine say the same',
  async (dataset) => {
    const frame = await lab.upload(dataset.table);
    const ids: string[] = [];
    for (const { algorithm, parameters } of plainVariants) {
      ids.push(await lab.train(algorithm, frame, dataset.response, parameters));
    }
    const models = await Promise.all(ids.map(async (id) => loadMojo(await lab.mojo(id))));
    await fc.assert(
      fc.asyncProperty(rowsFor(dataset), async (rows) => {
        const rowsFrame = await lab.upload(rows);
        const unseenMissingFrame = await lab.upload(unseenAsMissing(rows, dataset.table));
        const read = asRead(rows, await lab.rows(rowsFrame));
        for (const [index, id] of ids.entries()) {
          const { labels, relative } = compare(models[index]!, read, {
            given: await lab.predict(id, rowsFrame),
            unseenMissing: await lab.predict(id, unseenMissingFrame),
          });
          expect({ id, labels }).toEqual({ id, labels: 0 });
          expect(relative, id).toBeLessThanOrEqual(1e-12);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
);
