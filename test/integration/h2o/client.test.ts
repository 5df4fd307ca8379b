import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { H2OClient, type ParseRequest } from '../../../src/h2o/client/client.js';
import { H2OJobError, H2ORequestError } from '../../../src/h2o/client/errors.js';
import { waitForJob } from '../../../src/h2o/client/job.js';
import { openClient, sharedEngine } from '../../support/engine.js';

const COLOURS = ['red', 'grün', '"a,""b"""'];

/** A column that tells the two classes apart, others that do not, and a gap. */
const ROWS = Array.from({ length: 120 }, (_, i) => {
  const label = (i * 37) % 101 > 50 ? 1 : 0;
  const colour = i === 3 ? '' : COLOURS[((i * 61) % 103) % 3]!;
  return [i % 7, label * 6 + (((i * 53) % 107) % 5), colour, 1_700_000_000_000 + i * 1000, label].join(',');
}).join('\n');

const COLUMNS: ParseRequest['columns'] = [
  { name: 'noise', type: 'NUMERIC' },
  { name: 'signal', type: 'NUMERIC' },
  { name: 'colour', type: 'CATEGORICAL' },
  { name: 'at', type: 'TIME' },
  { name: 'label', type: 'CATEGORICAL' },
];

let client: H2OClient;
beforeAll(() => {
  client = openClient();
  return () => client.close();
});

/** Uploads and parses the rows. */
async function frameOf(name: string, columns = COLUMNS, rows = ROWS): Promise<string> {
  await client.postFile(`${name}_csv`, Buffer.from(`${rows}\n`));
  const job = await client.parse({ source: `${name}_csv`, destination: name, columns });
  expect(job.status).toBe('DONE');
  return name;
}

describe('a table sent to H2O', () => {
  const frames: string[] = [];
  afterAll(() => Promise.all(frames.map((frame) => client.remove(frame))));

  it('has the types that were asked for, the levels of its text, and its gaps', async () => {
    frames.push(await frameOf('client_types'));
    const { rows, columns } = await client.frameSummary('client_types');
    expect(rows).toBe(120);
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['noise', 'int'],
      ['signal', 'int'],
      ['colour', 'enum'],
      ['at', 'time'],
      ['label', 'enum'],
    ]);
    expect(columns[2]).toMatchObject({ levels: ['a,"b"', 'grün', 'red'], missing: 1 });
    expect(columns[3]).toMatchObject({ min: 1_700_000_000_000, max: 1_700_000_119_000, levels: null });
    expect(columns[4]).toMatchObject({ levels: ['0', '1'], mean: expect.any(Number) as number });
  });

  it('comes back as it was sent, cell by cell', async () => {
    const csv = await text(await client.downloadFrame('client_types'));
    const [header, ...lines] = csv.trimEnd().split('\n');
    expect(header).toBe('"noise","signal","colour","at","label"');
    const unquoted = (line: string) => line.replace(/"((?:[^"]|"")*)"/g, (_, cell: string) => cell);
    expect(lines.map(unquoted)).toEqual(ROWS.split('\n').map(unquoted));
  });

  it('is read as a stream, and takes text in a column of numbers for a gap', async () => {
    const file = createReadStream(new URL('../../fixtures/iris.csv', import.meta.url), { start: 0 });
    frames.push('client_iris');
    expect(await client.postFile('client_iris_csv', file)).toBeGreaterThan(3000);
    const columns = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, type: 'NUMERIC' as const }));
    await client.parse({ source: 'client_iris_csv', destination: 'client_iris', columns });
    const summary = await client.frameSummary('client_iris');
    expect(summary.rows).toBe(151);
    expect(summary.columns.map((column) => column.missing)).toEqual([1, 1, 1, 1, 151]);
  });

  it('has the rows too that begin with a number sign', async () => {
    const columns = COLUMNS.slice(0, 2).map(({ name }) => ({ name, type: 'CATEGORICAL' as const }));
    frames.push(await frameOf('client_number_sign', columns, '#1,a\nb,#2\n#,#'));
    const csv = await text(await client.downloadFrame('client_number_sign'));
    expect(csv.split('\n').slice(1)).toEqual(['"#1","a"', '"b","#2"', '"#","#"', '']);
  });

  it('is gone when it was removed, and removing it again is fine', async () => {
    await frameOf('client_gone', COLUMNS);
    await client.remove('client_gone');
    await client.remove('client_gone');
    await expect(client.frameSummary('client_gone')).rejects.toMatchObject({
      name: 'H2ORequestError',
      status: 404,
    });
    await expect(
      client.parse({ source: 'client_gone_csv', destination: 'x', columns: COLUMNS }),
    ).rejects.toMatchObject({ status: 412, message: 'Missing data' });
  });
});

describe('an AutoML run', () => {
  const AUTOML = 'client_run@@label';
  let modelId: string;

  beforeAll(async () => {
    await frameOf('client_train');
    const started = await client.startAutoML({
      project: 'client_run',
      frame: 'client_train',
      response: 'label',
      ignoredColumns: ['noise', 'at'],
      folds: 2,
      seed: 1,
      maxRuntimeSecs: 30,
      models: { plan: [{ name: 'GBM', steps: [{ id: 'def_2' }] }] },
    });
    expect(started.automlId).toBe(AUTOML);
    const messages: (string | null)[] = [];
    const job = await waitForJob(client, started.jobKey, {
      onProgress: (update) => void messages.push(update.message),
    });
    expect(job).toMatchObject({ status: 'DONE', destination: AUTOML });
    expect(messages.length).toBeGreaterThan(0);
    modelId = (await client.automl(AUTOML)).leaderboard.rows[0]!.modelId;
    return async () => {
      await client.remove(AUTOML, { cascade: true });
      await client.remove('client_train');
    };
  });

  it('has a leaderboard, an event log and a model with its metrics', async () => {
    const run = await client.automl(AUTOML);
    expect(run.leaderboard.rows).toHaveLength(1);
    expect(run.events.map((event) => event.level)).toContain('INFO');
    const board = await client.leaderboard(AUTOML, ['algo']);
    expect(board.rows[0]).toMatchObject({ modelId, algo: 'GBM' });
    const model = await client.model(modelId, ['models/output/scoring_history']);
    expect(model).toMatchObject({
      id: modelId,
      algo: 'gbm',
      response: 'label',
      hasMojo: true,
      category: 'Binomial',
      names: ['signal', 'colour', 'label'],
    });
    expect(model.domains.at(-1)).toEqual(['0', '1']);
    expect(model.crossValidationMetrics?.auc).toBeGreaterThan(0.8);
    expect(model.variableImportances?.columns).toContain('relative_importance');
  });

  it('has a model that predicts, with the contributions of the columns', async () => {
    const predictionsFrame = 'client_predictions';
    await client.predict({ model: modelId, frame: 'client_train', predictionsFrame });
    const lines = (await text(await client.downloadFrame(predictionsFrame))).trimEnd().split('\n');
    expect(lines[0]).toBe('"predict","p0","p1"');
    expect(lines).toHaveLength(121);
    await client.predict({
      model: modelId,
      frame: 'client_train',
      predictionsFrame,
      contributions: { format: 'Compact' },
    });
    const contributions = await text(await client.downloadFrame(predictionsFrame));
    expect(contributions.split('\n')[0]).toBe('"signal","colour","BiasTerm"');
    await client.remove(predictionsFrame);
  });

  it('has a model that leaves as a MOJO or in H2O’s own format, and comes back from either', async () => {
    const mojo = await buffer(await client.downloadMojo(modelId));
    expect(mojo.subarray(0, 2).toString()).toBe('PK');
    await client.postFile('client_mojo', mojo);
    const job = await client.importMojo('client_mojo', 'client_imported');
    await waitForJob(client, job.key);
    expect((await client.model('client_imported')).algo).toBe('generic');

    const binary = await buffer(await client.downloadBinaryModel(modelId));
    await client.postFile('client_binary', binary);
    expect(await client.importBinaryModel('client_binary')).toBe(modelId);
    const keys = ['client_imported', 'client_mojo', 'client_binary', job.key];
    await Promise.all(keys.map((key) => client.remove(key)));
  });

  it('is gone with its models when it is removed as a whole', async () => {
    await client.remove(AUTOML, { cascade: true });
    await expect(client.leaderboard(AUTOML)).rejects.toMatchObject({ status: 404 });
    await expect(client.model(modelId)).rejects.toMatchObject({ status: 404 });
  });
});

describe('a job of H2O', () => {
  it('keeps an answer back that may wait for its end; is cancelled, and its end says so', async () => {
    await frameOf('client_cancel');
    const { automlId, jobKey } = await client.startAutoML({
      project: 'client_cancel_run',
      frame: 'client_cancel',
      response: 'label',
      folds: 3,
      seed: 1,
      maxRuntimeSecs: 60,
      models: { algorithms: ['GBM', 'DRF'] },
    });
    const asked = performance.now();
    expect((await client.job(jobKey, { wait: true })).status).toBe('RUNNING');
    expect(performance.now() - asked).toBeGreaterThan(150);
    await client.cancelJob(jobKey);
    await expect(waitForJob(client, jobKey)).rejects.toEqual(
      new H2OJobError('CANCELLED', 'The job was cancelled.'),
    );
    expect((await client.jobs()).map((job) => job.key)).toContain(jobKey);
    await client.remove(automlId, { cascade: true });
    await Promise.all(['client_cancel', jobKey].map((key) => client.remove(key)));
    await expect(client.job(jobKey)).rejects.toThrow(H2ORequestError);
  });
});

describe('H2O itself', () => {
  it('tells its version, what it can do, and how its nodes are', async () => {
    const { version, clusterId } = await client.identify();
    expect(version).toMatch(/^3\.\d+/);
    expect(clusterId).toMatch(/^\d+$/);
    expect(await client.ping()).toMatchObject({ healthy: true });
    expect(await client.capabilities()).toContain('AutoML');
    expect(await client.cloud()).toMatchObject({ healthy: true, size: 1, version });
  });

  it('refuses in its own words, without its class names', async () => {
    const unknown = client.startAutoML({
      project: 'client_refused',
      frame: 'client_none',
      response: 'y',
      folds: 3,
      seed: 1,
      maxRuntimeSecs: 1,
      models: { algorithms: ['GLM'] },
    });
    await expect(unknown).rejects.toThrow(H2ORequestError);
    await expect(unknown).rejects.toThrow(/^No training data has been specified/);
  });

  it('lets nobody in with another password, or with none', async () => {
    const { url, user } = sharedEngine();
    for (const login of [{ user, password: 'wrong' }, {}]) {
      const stranger = new H2OClient({ url, ...login });
      await expect(stranger.ping()).rejects.toThrow(
        new H2ORequestError(401, 'H2O wants another user name or password.'),
      );
      await stranger.close();
    }
  });

  it('ends a download when its reader leaves', async () => {
    await frameOf('client_download');
    const download = await client.downloadFrame('client_download');
    download.destroy();
    await once(download, 'close');
    await client.remove('client_download');
  });
});
