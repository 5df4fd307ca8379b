import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);

interface Answer {
  data?: Record<string, unknown>;
  errors?: { message: string; extensions: { code: string } }[];
}

async function send(service: ServiceProcess, body: RequestInit['body'], headers: Record<string, string>) {
  const response = await fetch(`${service.url}/graphql`, { method: 'POST', body, headers });
  return (await response.json()) as Answer;
}

const ask = (service: ServiceProcess, query: string, variables = {}) =>
  send(service, JSON.stringify({ query, variables }), { 'content-type': 'application/json' });

async function upload(service: ServiceProcess, query: string, file: Buffer, variables = {}) {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { ...variables, file: null } }));
  form.set('map', '{"0":["variables.file"]}');
  form.set('0', new Blob([file]), 'upload.csv');
  return send(service, form, { 'apollo-require-preflight': '1' });
}

const TRAIN = `mutation ($file: Upload!, $options: TrainingOptions) {
  trainModel(file: $file, options: $options) { id status queuePosition target problemType rowsTotal rowsUsed }
}`;
const TASK = `query ($id: ID!) {
  task(id: $id) {
    status progress queuePosition error { code message }
    leaderboard { algorithm rank metrics { logloss auc r2 } }
    modelDetails { path metrics { logloss auc r2 } variableImportance { column relative } rocCurve { threshold } }
  }
}`;
const PREDICT = `mutation ($id: ID!, $file: Upload!) {
  predict(taskId: $id, file: $file, limit: 3) { rowCount rows csvUrl warnings { code column } }
}`;

interface TaskAnswer {
  status: string;
  leaderboard: { algorithm: string; rank: number }[];
  modelDetails: { metrics: Record<string, number | null>; rocCurve: unknown[] | null };
}

async function train(
  service: ServiceProcess,
  name: string,
  options: Record<string, unknown>,
): Promise<string> {
  const answer = await upload(service, TRAIN, await readFile(fixture(name)), { options });
  expect(answer.errors).toBeUndefined();
  return (answer.data?.['trainModel'] as { id: string }).id;
}

async function finished(service: ServiceProcess, id: string): Promise<TaskAnswer> {
  await service.line((line) => line.includes(id) && /"status":"(DONE|ERROR)"/.test(line));
  return (await ask(service, TASK, { id })).data?.['task'] as TaskAnswer;
}

const SMALL = { maxModels: 3, maxRuntimeSecs: 60, escalate: false };

describe('the service with an engine of its own', () => {
  let service: ServiceProcess;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'trainyard-test-'));
    service = await startServiceProcess({ DATA_DIR: dataDir, H2O_MEMORY: '1g' });
  });

  afterAll(async () => {
    await service.kill('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('accepts an upload while the engine starts, trains it and predicts from the saved model', async () => {
    const id = await train(service, 'iris.csv', SMALL);
    const task = await finished(service, id);
    expect(task.status).toBe('DONE');
    expect(task.leaderboard.map((entry) => entry.algorithm).sort()).toEqual(['GBM', 'GLM', 'XGBOOST']);
    expect(task.modelDetails.metrics['logloss']).toBeLessThan(0.5);

    const answer = await upload(service, PREDICT, await readFile(fixture('iris.csv')), { id });
    const prediction = answer.data?.['predict'] as { rowCount: number; rows: object[]; csvUrl: string };
    expect(prediction.rowCount).toBe(150);
    expect(prediction.rows).toHaveLength(3);
    expect(prediction.rows[0]).toMatchObject({ predict: 'setosa' });
    const csv = await (await fetch(prediction.csvUrl)).text();
    expect(csv.trim().split('\n')).toHaveLength(151);
  });

  it('takes a numeric 0/1 target for two classes', async () => {
    const id = await train(service, 'titanic.csv', {
      ...SMALL,
      target: 'survived',
      ignoredColumns: ['alive'],
    });
    const task = await finished(service, id);
    expect(task.status).toBe('DONE');
    expect(task.modelDetails.metrics['auc']).toBeGreaterThan(0.7);
    expect(task.modelDetails.rocCurve?.length).toBeGreaterThan(10);
  });

  it('goes on after kill -9: what waited still waits, what ran runs again', async () => {
    const first = await train(service, 'mpg.csv', { ...SMALL, target: 'mpg' });
    const second = await train(service, 'penguins.csv', { ...SMALL, target: 'species' });
    await service.line((line) => line.includes(first) && line.includes('"status":"IN_PROGRESS"'));
    await service.kill('SIGKILL');

    service = await startServiceProcess({ DATA_DIR: dataDir, H2O_MEMORY: '1g' });
    const regression = await finished(service, first);
    expect(regression.status).toBe('DONE');
    expect(regression.modelDetails.metrics['r2']).toBeGreaterThan(0.5);
    expect((await finished(service, second)).status).toBe('DONE');
  });

  it('refuses a ragged file with the line, and keeps nothing of it', async () => {
    const before = await readdir(path.join(dataDir, 'tasks'));
    const answer = await upload(service, TRAIN, Buffer.from('a,b\n1,2\n3,4,5\n'));
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_CSV', line: 3 });
    expect(await readdir(path.join(dataDir, 'tasks'))).toEqual(before);
    expect(await readdir(path.join(dataDir, 'tmp'))).toEqual([]);
  });
});
