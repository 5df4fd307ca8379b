import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapTable } from '../../../src/csv/read-table.js';
import { ColumnWorker, type ColumnThreads } from '../../../src/intake/profile/column-thread.js';
import { RowLines } from '../../../src/intake/profile/row-lines.js';
import { TableProfiler, type TableProfile } from '../../../src/intake/profile/table-profiler.js';

const KINDS: readonly fc.Arbitrary<string>[] = [
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.tuple(fc.integer({ min: -999, max: 999 }), fc.nat(99)).map(([whole, cents]) => `${whole}.${cents}`),
  fc
    .tuple(fc.nat(9), fc.nat(999))
    .map(([thousands, rest]) => `"${thousands},${String(rest).padStart(3, '0')}.5"`),
  fc.tuple(fc.nat(99), fc.constantFrom('kg', 'lb', '%', '€')).map(([amount, unit]) => `${amount} ${unit}`),
  fc.constantFrom('NA', '', '-', 'unknown', 'red', 'green', '"a ""b"""', "'001", '"two\nlines"', 'Größe'),
  fc.nat(500).map((id) => `größer ${id}`),
  fc.nat(4e9).map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19)),
  fc.tuple(fc.integer({ min: 1, max: 31 }), fc.nat(14)).map(([day, month]) => `${day}/${month}/2024`),
];
const columnOf = (rows: number) =>
  fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom(...KINDS)).chain(([most, some]) =>
    fc.array(fc.oneof({ weight: 8, arbitrary: most }, { weight: 1, arbitrary: some }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
const tables = fc
  .tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 2, max: 4 }))
  .chain(([rows, width]) => fc.tuple(...Array.from({ length: width }, () => columnOf(rows))));

/** Threads of this thread: they answer later, as others do. */
const threadsOf = (most: number): ColumnThreads => ({
  take: (wanted) =>
    Array.from({ length: Math.min(most, wanted) }, () => {
      const worker = new ColumnWorker();
      return {
        ask: async (request) => {
          await new Promise(setImmediate);
          return worker.answer(request);
        },
        release: () => Promise.resolve(),
      };
    }),
});

async function drained(parts: AsyncGenerator): Promise<void> {
  while (!(await parts.next()).done);
}

async function profileOf(
  text: string,
  width: number,
  threads: number,
  blockBytes: number,
): Promise<TableProfile> {
  const header = Array.from({ length: width }, (_, column) => `c${column}`);
  const profiler = new TableProfiler({
    ...{ header, pointDecimals: true, types: new Map(), inlineBytes: 500 },
    threads: threads > 0 ? threadsOf(threads) : null,
  });
  const lines = new RowLines();
  async function* bytes() {
    yield await Promise.resolve(Buffer.from(text));
  }
  const source = { header, hasHeader: false, delimiter: ',' as const, text: bytes() };
  const work = {
    here: async (rows: Parameters<TableProfiler['add']>[0]) => {
      await profiler.add(rows);
      lines.add(rows);
    },
  };
  await drained(mapTable(source, work, { blockBytes, rows: 16 }));
  const profile = await profiler.finish(lines);
  await profiler.close();
  return profile;
}

test('the profile of a table is the same for any number of threads and any size of block', async () => {
  await fc.assert(
    fc.asyncProperty(
      tables,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 40, max: 4000 }),
      async (columns, threads, blockBytes) => {
        const text = columns[0]!
          .map((_, row) => `${columns.map((cells) => cells[row]).join(',')}\n`)
          .join('');
        const alone = await profileOf(text, columns.length, 0, 128 * 1024);
        expect(await profileOf(text, columns.length, threads, blockBytes)).toEqual(alone);
      },
    ),
    { numRuns: 30 },
  );
});

test('what a thread throws ends the reading, and no thread is kept that threw', async () => {
  const released: boolean[] = [];
  const threads: ColumnThreads = {
    take: () =>
      [0, 1].map((index) => {
        const worker = new ColumnWorker();
        return {
          ask: (request) =>
            request.kind === 'add' && index === 1
              ? Promise.reject(new Error('Out of memory.'))
              : Promise.resolve(worker.answer(request)),
          release: (failed) => Promise.resolve(void released.push(failed)),
        };
      }),
  };
  const profiler = new TableProfiler({
    ...{ header: ['a', 'b'], pointDecimals: true, types: new Map(), inlineBytes: 10, threads },
  });
  async function* bytes() {
    for (let part = 0; part < 5; part++) yield await Promise.resolve(Buffer.from('1,2\n'.repeat(400)));
  }
  const source = { header: ['a', 'b'], hasHeader: false, delimiter: ',' as const, text: bytes() };
  const read = async () => {
    await drained(mapTable(source, { here: (rows) => profiler.add(rows) }, { blockBytes: 400 }));
    await profiler.finish(null);
  };
  await expect(read()).rejects.toThrow('A thread failed.');
  await profiler.close();
  expect(released).toEqual([true, true]);
});
