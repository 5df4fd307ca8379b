import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { TrainModel, UploadDataset } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const HEADER = 'sepal_length,sepal_width,petal_length,petal_width,species';

/** The one file that the data directory has of its only dataset. */
async function fileOf(id: string): Promise<string> {
  const folder = path.join(server.dataDir, 'datasets', id);
  const [name] = await readdir(folder);
  return path.join(folder, name ?? '');
}

test.each<[string, (file: string) => Promise<void>]>([
  ['gone', (file) => rm(file)],
  ['empty', (file) => truncate(file)],
  ['cut off', (file) => truncate(file, 500)],
  ['of other rows', (file) => writeFile(file, HEADER + '\n5,3,1,0.2,setosa\n6,3,4,1.3,virginica'.repeat(30))],
])('a dataset whose file is %s says so, and is whole once it is uploaded again', async (_what, damage) => {
  const { id } = (await server.client.request(UploadDataset, { file: irisFile() })).uploadDataset;
  const other = new File(['a,b\n'.concat('1,x\n2,y\n'.repeat(20))], 'other.csv');
  const whole = (await server.client.request(UploadDataset, { file: other })).uploadDataset;
  await damage(await fileOf(id));
  const train = (datasetId: string) => server.client.request(TrainModel, { datasetId });
  await expect(train(id)).rejects.toMatchObject({
    code: 'DATASET_NOT_FOUND',
    message: expect.stringContaining('gone or damaged') as string,
  });
  await expect(train(whole.id)).resolves.toBeDefined();
  expect((await server.client.request(UploadDataset, { file: irisFile() })).uploadDataset.id).toBe(id);
  await expect(train(id)).resolves.toBeDefined();
});
