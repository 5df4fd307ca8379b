import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSettings, writeSettings } from '../../../web/src/train/settings/address.js';
import { CRITERIA, SORT_METRICS, TYPES, VALIDATIONS } from '../../../web/src/train/settings/setting-names.js';
import {
  ALGORITHMS,
  DEFAULTS,
  KINDS,
  rowLimit,
  type Settings,
} from '../../../web/src/train/settings/settings.js';

const name = fc.string({ unit: 'grapheme', minLength: 1 });
const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const settings: fc.Arbitrary<Settings> = fc.record({
  target: fc.option(name),
  kind: fc.constantFrom(...KINDS),
  excluded: fc.array(name),
  included: fc.array(name),
  keepsFlagged: fc.boolean(),
  columns: fc.array(
    fc.record({
      name,
      type: fc.option(fc.constantFrom(...TYPES)),
      timeFormat: fc.option(name),
      merges: fc.boolean(),
    }),
  ),
  rows: fc.oneof(fc.constantFrom('all' as const, 'default' as const), fc.integer({ min: 10, max: 1e9 })),
  algorithms: fc.subarray(ALGORITHMS),
  escalate: fc.boolean(),
  maxModels: fc.integer({ min: 1, max: 1000 }),
  maxRuntimeSecs: fc.integer({ min: 1, max: 86_400 }),
  seed: fc.integer({ min: 0, max: 2_147_483_647 }),
  validation: fc.record({
    kind: fc.constantFrom(...VALIDATIONS),
    column: fc.option(name),
    folds: fc.option(fc.integer({ min: 2, max: 20 })),
    testFraction: share,
  }),
  sortMetric: fc.constantFrom(...SORT_METRICS),
  threshold: fc.record({
    criterion: fc.constantFrom(...CRITERIA),
    falsePositiveCost: share,
    falseNegativeCost: fc.integer({ min: 0, max: 1e9 }),
    value: fc.option(share),
  }),
  weightColumn: fc.option(name),
  balanceClasses: fc.boolean(),
  rises: fc.array(name),
  falls: fc.array(name),
});

it('any settings survive the address, whatever the names of the columns', () => {
  fc.assert(
    fc.property(settings, (before) => {
      const address = new URL(`http://localhost/train/x?${writeSettings(before).toString()}`);
      expect(readSettings(address.searchParams)).toEqual(before);
    }),
  );
});

it('an address without settings, or with nonsense, means the defaults', () => {
  expect(writeSettings(DEFAULTS).toString()).toBe('');
  expect(
    readSettings(
      new URLSearchParams('rows=-3&models=many&kind=poem&seed=1e9&column=x&column=[1]&fp=-2&metric=best'),
    ),
  ).toEqual(DEFAULTS);
});

it('a table of up to 50,000 rows is trained on as a whole, unless the user asks for fewer', () => {
  expect(rowLimit(DEFAULTS, 50_000)).toBeNull();
  expect(rowLimit(DEFAULTS, 50_001)).toBe(50_000);
  expect(rowLimit({ rows: 'all' }, 2_000_000)).toBeNull();
  expect(rowLimit({ rows: 500 }, 3000)).toBe(500);
});
