import { createHash, randomUUID } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelManifest } from '../../src/domain/manifest.js';
import { DEFAULT_TRAINING_OPTIONS } from '../../src/domain/training-options.js';
import type { RunOutcome } from '../../src/domain/run.js';
import type { StoredSample } from '../../src/domain/training-sample.js';
import { loadMojo } from '../../src/mojo/index.js';
import { openDatabase } from '../../src/storage/database.js';
import { TaskStore } from '../../src/tasks/task-store.js';

const MODEL = 'test/fixtures/mojo/gbm-titanic.zip';

const SAMPLE: StoredSample = {
  columns: [
    { name: 'age', type: 'NUMERIC' },
    { name: 'survived', type: 'CATEGORICAL' },
  ],
  target: 'survived',
  problemType: 'BINARY',
  rowsTotal: 891,
  rowsUsed: 891,
  rowsWithoutTarget: 0,
  textColumns: [],
  findings: [],
};

const METRICS = {
  auc: 0.87,
  aucpr: 0.83,
  logloss: 0.43,
  meanPerClassError: 0.19,
  accuracy: 0.82,
  mse: 0.13,
  rmse: 0.36,
  mae: null,
  rmsle: null,
  r2: null,
};

export interface Filled {
  /** Of a finished task, whose model is that of the Titanic fixture. */
  readonly done: string;
  /** First to run first. */
  readonly waiting: readonly string[];
}

/** Makes a data directory with a finished task and a long queue, as if all of it had been submitted. */
export async function fillDataDirectory(dataDir: string, waitingTasks: number): Promise<Filled> {
  const database = openDatabase(dataDir);
  try {
    // Nothing here need outlive a loss of power, which each task of the service does.
    database.sql.exec('PRAGMA synchronous = OFF');
    const store = new TaskStore(database);
    const done = randomUUID();
    const manifest = await saveModel(path.join(dataDir, 'models', done), done);
    const insert = (id: string, fileName: string) =>
      store.insert({ id, fileName, datasetId: 'f00d', options: DEFAULT_TRAINING_OPTIONS, sample: SAMPLE });
    insert(done, 'titanic.csv');
    store.start(done);
    store.finish(done, outcomeOf(manifest));
    const waiting = Array.from({ length: waitingTasks }, () => randomUUID());
    waiting.forEach((id, index) => insert(id, `table-${index}.csv`));
    return { done, waiting };
  } finally {
    database.close();
  }
}

async function saveModel(directory: string, taskId: string): Promise<ModelManifest> {
  const { signature } = await loadMojo(MODEL);
  const manifest: ModelManifest = {
    formatVersion: 1,
    taskId,
    modelId: 'GBM_1',
    algorithm: 'GBM',
    engineVersion: '3.46.0.11',
    artifact: {
      kind: 'mojo',
      file: 'model.zip',
      sha256: createHash('sha256')
        .update(await readFile(MODEL))
        .digest('hex'),
    },
    signature: {
      problemType: 'BINARY',
      response: { name: signature.response.name, levels: signature.response.labels },
      columns: signature.features.map(({ name, levels }) => ({
        name,
        type: levels ? ('CATEGORICAL' as const) : ('NUMERIC' as const),
        levels: levels && [...levels],
        min: null,
        max: null,
        typical: null,
      })),
    },
    options: DEFAULT_TRAINING_OPTIONS,
    datasetId: 'f00d',
    fileName: 'titanic.csv',
    rowsUsed: 891,
    trainedAt: new Date().toISOString(),
  };
  await mkdir(directory, { recursive: true });
  await copyFile(MODEL, path.join(directory, manifest.artifact.file));
  await writeFile(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}

function outcomeOf({ taskId, modelId, artifact }: ModelManifest): RunOutcome {
  return {
    leaderboard: [
      { modelId, algorithm: 'GBM', rank: 1, metrics: METRICS, spread: null, trainingMs: 300 },
      { modelId: 'GLM_1', algorithm: 'GLM', rank: 2, metrics: METRICS, spread: null, trainingMs: 100 },
    ],
    notes: [],
    findings: [],
    baseline: null,
    model: {
      modelId,
      algorithm: 'GBM',
      path: `models/${taskId}/${artifact.file}`,
      metrics: METRICS,
      escalated: false,
      variableImportance: [{ column: 'age', relative: 1 }],
      confusionMatrix: null,
      rocCurve: null,
      holdout: null,
      skill: 0.3,
      verdict: '',
      threshold: null,
      thresholdCriterion: null,
    },
  };
}
