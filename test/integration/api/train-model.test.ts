import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { GraphQLAnswerError } from '../../support/graphql-client.js';
import { DeleteDataset, GetTask, ListTasks, TrainModel, UploadDataset } from '../../support/operations.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';

let server: TestServer;
const start = async (options?: TestServerOptions) => {
  server = await startTestServer(options);
};
beforeEach(() => start());
afterEach(() => server.close());

const refusal = async (promise: Promise<unknown>): Promise<GraphQLAnswerError> => {
  const error = await promise.then(
    () => new Error('It was accepted.'),
    (reason: unknown) => reason,
  );
  if (error instanceof GraphQLAnswerError) return error;
  throw error;
};

const filesIn = (folder: string) => readdir(path.join(server.dataDir, folder));

async function nothingIsLeft(): Promise<void> {
  expect((await server.client.request(ListTasks, {})).tasks.totalCount).toBe(0);
  expect(server.datasets.list({ first: 1 }).totalCount).toBe(0);
  expect(await Promise.all(['tmp', 'tasks', 'datasets'].map(filesIn))).toEqual([[], [], []]);
}

describe('an uploaded file', () => {
  test('becomes a task that is on the disk, with its dataset, when the answer comes', async () => {
    const { trainModel } = await server.client.request(TrainModel, {
      file: irisFile(),
      options: { target: 'species', maxRows: 100 },
    });
    expect(trainModel).toMatchObject({
      fileName: 'iris.csv',
      target: 'species',
      rowsTotal: 150,
      rowsUsed: 100,
      problemType: 'MULTICLASS',
    });
    expect(new Date(trainModel.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
    const stored = server.tasks.get(trainModel.id);
    expect(JSON.stringify(stored)).not.toContain(server.dataDir);
    const sample = path.join(server.dataDir, 'tasks', trainModel.id, 'sample.csv');
    expect((await readFile(sample, 'utf8')).length).toBeGreaterThan(0);
    expect(await filesIn(`datasets/${trainModel.datasetId}`)).toEqual(['data.csv']);
    expect(await filesIn('tmp')).toEqual([]);
  });

  test('shows every option that was asked for, and the defaults of the others', async () => {
    const { trainModel } = await server.client.request(TrainModel, {
      file: irisFile(),
      options: { maxRows: null, algorithms: ['GBM'], maxModels: 3 },
    });
    const { task } = await server.client.request(GetTask, { id: trainModel.id });
    expect(task?.options).toEqual({
      target: null,
      problemType: 'AUTO',
      maxRows: null,
      ignoredColumns: [],
      algorithms: ['GBM'],
      escalate: true,
      maxModels: 3,
      maxRuntimeSecs: 300,
      seed: 1,
    });
  });

  test('is one dataset however often it comes, also at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => server.client.request(TrainModel, { file: irisFile(`${n}.csv`) })),
    );
    expect(new Set(answers.map(({ trainModel }) => trainModel.datasetId)).size).toBe(1);
    expect(new Set(answers.map(({ trainModel }) => trainModel.id)).size).toBe(5);
    expect(await filesIn('datasets')).toHaveLength(1);
  });

  test('leaves nothing behind when it is no table', async () => {
    const error = await refusal(
      server.client.request(TrainModel, { file: new File(['a,b\n1,2\n'], 'x.csv') }),
    );
    expect(error.code).toBe('INVALID_CSV');
    await nothingIsLeft();
  });

  test('leaves nothing behind when the queue fills up while it is read', async () => {
    await server.close();
    await start({ queueLimit: 1 });
    const [first, second, third] = await Promise.allSettled([
      server.client.request(TrainModel, { file: irisFile('1.csv', 1) }),
      server.client.request(TrainModel, { file: irisFile('2.csv', 2) }),
      server.client.request(TrainModel, { file: irisFile('3.csv', 3) }),
    ]);
    const refused = [first, second, third].filter(({ status }) => status === 'rejected');
    // One runs at once, one may wait.
    expect(
      refused.map((result) => ((result as PromiseRejectedResult).reason as GraphQLAnswerError).code),
    ).toEqual(['QUEUE_FULL']);
    expect(await filesIn('tasks')).toHaveLength(2);
    expect(await filesIn('datasets')).toHaveLength(2);
    expect(await filesIn('tmp')).toEqual([]);
  });

  test('of which the queue has no room is refused before it is read', async () => {
    await server.close();
    await start({ queueLimit: 1 });
    await server.client.request(TrainModel, { file: irisFile() });
    await server.client.request(TrainModel, { file: irisFile() });
    const notEvenACsv = new File([new Uint8Array(1000)], 'zeros.csv');
    expect((await refusal(server.client.request(TrainModel, { file: notEvenACsv }))).code).toBe('QUEUE_FULL');
  });
});

describe('a dataset', () => {
  test('is trained on without another upload', async () => {
    const { uploadDataset } = await server.client.request(UploadDataset, { file: irisFile() });
    const { trainModel } = await server.client.request(TrainModel, { datasetId: uploadDataset.id });
    expect(trainModel).toMatchObject({ datasetId: uploadDataset.id, fileName: 'iris.csv', rowsUsed: 150 });
  });

  test('is refused when there is none of that id', async () => {
    const error = await refusal(server.client.request(TrainModel, { datasetId: 'f'.repeat(64) }));
    expect(error.code).toBe('DATASET_NOT_FOUND');
    await nothingIsLeft();
  });

  test('is kept while a task needs it, and goes with the last of them', async () => {
    const { trainModel } = await server.client.request(TrainModel, { file: irisFile() });
    const remove = () => server.client.request(DeleteDataset, { id: trainModel.datasetId });
    expect((await refusal(remove())).code).toBe('DATASET_IN_USE');
    await server.tasks.cancel(trainModel.id);
    await remove();
    expect(await filesIn('datasets')).toEqual([]);
  });
});

describe('a request to train', () => {
  test.each([
    ['neither a file nor a dataset', () => ({}), 'neither'],
    ['both a file and a dataset', () => ({ file: irisFile(), datasetId: 'x' }), 'both'],
  ])('on %s is refused', async (_what, variables, word) => {
    const error = await refusal(server.client.request(TrainModel, variables()));
    expect(error.code).toBe('BAD_USER_INPUT');
    expect(error.message).toContain(word);
    await nothingIsLeft();
  });

  test('with an option out of range is refused, and the field named', async () => {
    const error = await refusal(
      server.client.request(TrainModel, { file: irisFile(), options: { maxModels: 0 } }),
    );
    expect(error.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'options.maxModels', value: 0 });
    await nothingIsLeft();
  });
});
