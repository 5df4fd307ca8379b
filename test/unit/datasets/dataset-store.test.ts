import { expect, test } from 'vitest';
import { DatasetInUseError, DatasetNotFoundError } from '../../../src/domain/errors.js';
import type { DatasetColumn, NewDataset } from '../../../src/datasets/dataset.js';
import { DatasetStore } from '../../../src/datasets/dataset-store.js';
import { TaskStore } from '../../../src/tasks/task-store.js';
import { newTask, OUTCOME, temporaryDatabase } from '../tasks/support.js';

const COLUMN: DatasetColumn = {
  name: 'length',
  type: 'NUMERIC',
  missing: 1,
  distinct: 3,
  examples: ['1', '2'],
  exampleCounts: [5, 4],
  min: 1,
  max: 9.5,
  mean: 3.25,
  histogram: [3, 2, 1],
};

const dataset = (id: string): NewDataset => ({
  id,
  fileName: `${id}.csv`,
  bytes: 3e9,
  rows: 150,
  columns: [COLUMN],
  findings: [
    {
      code: 'CONSTANT',
      severity: 'INFO',
      column: 'length',
      rows: null,
      examples: ['1'],
      message: 'Every value of length is 1. Leave it out.',
    },
  ],
  reading: {
    format: 'CSV',
    encoding: 'utf-8',
    delimiter: ';',
    header: true,
    skippedLines: 2,
    sheet: null,
    sheets: [],
  },
});

function openStore() {
  const database = temporaryDatabase();
  const removed: string[] = [];
  const datasets = new DatasetStore({
    database,
    removeFiles: (id) => Promise.resolve(void removed.push(id)),
  });
  return { datasets, tasks: new TaskStore(database), removed };
}

test('a dataset comes back as it was added, and the same bytes are the same dataset', () => {
  const { datasets } = openStore();
  const added = datasets.add(dataset('a'));
  expect(added).toEqual({ ...dataset('a'), createdAt: expect.any(Date) as Date });
  expect(datasets.add({ ...dataset('a'), fileName: 'other.csv' })).toEqual(added);
  expect(datasets.list({ first: 5 })).toEqual({ datasets: [added], hasNextPage: false, totalCount: 1 });
  expect(datasets.find('b')).toBeNull();
  expect(() => datasets.get('b')).toThrow(DatasetNotFoundError);
});

test('datasets are listed newest first, page by page', () => {
  const { datasets } = openStore();
  for (const id of ['a', 'b', 'c']) datasets.add(dataset(id));
  const ids = (page: { first: number; after?: string }) => datasets.list(page).datasets.map(({ id }) => id);
  expect(ids({ first: 2 })).toEqual(['c', 'b']);
  expect(datasets.list({ first: 2 })).toMatchObject({ hasNextPage: true, totalCount: 3 });
  expect(ids({ first: 2, after: 'b' })).toEqual(['a']);
  expect(() => ids({ first: 2, after: 'z' })).toThrow(DatasetNotFoundError);
});

test('a dataset is kept while a task that has not ended needs it', async () => {
  const { datasets, tasks, removed } = openStore();
  datasets.add(dataset('a'));
  tasks.insert(newTask('one', { datasetId: 'a' }));
  await expect(datasets.delete('a')).rejects.toThrow(DatasetInUseError);
  tasks.start('one');
  await expect(datasets.delete('a')).rejects.toThrow(DatasetInUseError);
  expect(removed).toEqual([]);

  tasks.finish('one', OUTCOME);
  await datasets.delete('a');
  expect(datasets.find('a')).toBeNull();
  expect(removed).toEqual(['a']);
  expect(tasks.get('one').datasetId).toBe('a');
  await expect(datasets.delete('a')).rejects.toThrow(DatasetNotFoundError);
});
