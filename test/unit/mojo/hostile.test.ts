import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadMojo, MojoError } from '../../../src/mojo/index.js';
import { zipOf } from '../../support/mojo/build-mojo.js';
import { fixtureBytes, fixtureNames, readFixture, type FixtureName } from '../../support/mojo/fixtures.js';
import { toBatch, type Table } from '../../support/mojo/table.js';

/** Of one attempt; a sound model is loaded and scored in a few. */
const LIMIT_MS = 2_000;
const RUNS = 60;

/** Loads whatever it is and scores it; all that may happen is an error of the scorer's own. */
async function attempt(bytes: Uint8Array, rows: Table): Promise<void> {
  const start = performance.now();
  try {
    const model = await loadMojo(bytes);
    model.score(toBatch(rows));
    model.contributions(toBatch(rows));
  } catch (error) {
    expect(error).toBeInstanceOf(MojoError);
  }
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
}

interface Damage {
  readonly at: number;
  readonly byte: number;
}

const damages = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 6 },
);

function damaged(bytes: Uint8Array, damages: readonly Damage[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const { at, byte } of damages) copy[Math.floor(at * copy.length)] = byte;
  return copy;
}

/** The files that decide how rows are scored. */
function filesOf(name: FixtureName): Readonly<Record<string, Uint8Array>> {
  return Object.fromEntries(
    Object.entries(unzipSync(fixtureBytes(name))).filter(([file]) => !file.includes('experimental/')),
  );
}

describe.each(fixtureNames)('whatever befalls %s, it ends soon and with a clear error', (name) => {
  const files = filesOf(name);
  const { rows } = readFixture(name);

  test('bytes of the zip changed', async () => {
    const bytes = fixtureBytes(name);
    await fc.assert(
      fc.asyncProperty(damages, (changes) => attempt(damaged(bytes, changes), rows)),
      { numRuns: RUNS },
    );
  });

  test('bytes of one of its files changed, the zip being sound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(files)), damages, (file, changes) =>
        attempt(zipOf({ ...files, [file]: damaged(files[file]!, changes) }), rows),
      ),
      { numRuns: RUNS },
    );
  });

  test('a file cut off, or left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(files)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (file, share) => {
          const content = files[file]!;
          return attempt(zipOf({ ...files, [file]: content.subarray(0, share * content.length) }), rows);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('a value of model.ini replaced by an extreme one', async () => {
    const lines = strFromU8(files['model.ini']!).split('\n');
    const values = lines.flatMap((line, index) => (line.includes(' = ') ? [index] : []));
    const extreme = fc.constantFrom(
      '-1',
      '0',
      '2147483647',
      '1e300',
      'NaN',
      'null',
      '[]',
      '[2147483647]',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...values), extreme, (index, value) => {
        const ini = lines.with(index, lines[index]!.replace(/ = .*/, ` = ${value}`)).join('\n');
        return attempt(zipOf({ ...files, 'model.ini': ini }), rows);
      }),
      { numRuns: RUNS },
    );
  });
});
