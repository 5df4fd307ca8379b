import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { expect } from 'vitest';
import type { ModelManifest } from '../../../src/domain/manifest.js';
import { DEFAULT_TRAINING_OPTIONS, type Algorithm } from '../../../src/domain/training-options.js';
import type { TrainingSample } from '../../../src/domain/training-sample.js';
import type { H2OAlgorithm } from '../../../src/h2o/client/automl-spec.js';
import type { H2OClient } from '../../../src/h2o/client/client.js';
import { waitForJob } from '../../../src/h2o/client/job.js';
import { ingest } from '../../../src/intake/ingest.js';
import { readAnswer, scoresOf } from '../../../src/prediction/engine/engine-answer.js';
import { Predictor } from '../../../src/prediction/service/predictor.js';
import type { Prediction } from '../../../src/prediction/prediction-service.js';
import type { Scores } from '../../../src/prediction/scorer.js';
import { EngineNames } from '../../../src/training/engine-names.js';
import { EngineProject } from '../../../src/training/engine-project.js';
import { writeManifest } from '../../../src/storage/manifest.js';
import { saveModel } from '../../../src/training/save-model.js';
import { planRows } from '../../../src/training/validation/row-plan.js';
import { signatureOf } from '../../../src/training/signature.js';
import { sharedEngine } from '../../support/engine.js';
import { TestEngine } from '../training/support.js';

const ALGORITHMS: Readonly<Record<H2OAlgorithm, Algorithm>> = {
  GLM: 'GLM',
  GBM: 'GBM',
  XGBoost: 'XGBOOST',
  DRF: 'DRF',
  DeepLearning: 'DEEP_LEARNING',
  StackedEnsemble: 'STACKED_ENSEMBLE',
};

export interface ModelRequest {
  readonly fixture: string;
  readonly target: string;
  readonly algorithms: readonly H2OAlgorithm[];
  readonly ignored?: readonly string[];
  /** Which of them to save. Default: the leader. */
  readonly save?: H2OAlgorithm;
}

/** A model that is saved as a task's, and still in the engine that trained it. */
export interface TestModel {
  readonly taskId: string;
  readonly manifest: ModelManifest;
  readonly fixture: string;
  readonly project: EngineProject;
}

/** Nobody aborts. */
const never = new AbortController().signal;

const fixture = (name: string) => path.join(import.meta.dirname, '../../fixtures', name);

/** A place for models and results, and a predictor that works there. */
export class Workshop {
  readonly engine: TestEngine;
  readonly client: H2OClient;
  readonly directory: string;
  readonly predictor: Predictor;
  readonly #models: TestModel[] = [];
  #binaries = 0;

  private constructor(engine: TestEngine, client: H2OClient, directory: string) {
    this.engine = engine;
    this.client = client;
    this.directory = directory;
    this.predictor = this.newPredictor();
  }

  static async open(client: H2OClient): Promise<Workshop> {
    const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-prediction-'));
    const workshop = new Workshop(new TestEngine(client, await client.identify()), client, directory);
    await workshop.predictor.start();
    return workshop;
  }

  newPredictor(): Predictor {
    return new Predictor({
      modelsDir: path.join(this.directory, 'models'),
      predictionsDir: path.join(this.directory, 'predictions'),
      engine: this.engine,
      log: pino({ level: 'silent' }),
      ttlMs: 60_000,
      maxBytes: 100 * 1024 * 1024,
      requireDone: () => undefined,
    });
  }

  /** Trains on all rows of a fixture, in their order. */
  async train({ fixture: name, target, algorithms, ignored = [], save }: ModelRequest): Promise<TestModel> {
    const taskId = `predict-${process.pid}-${this.#models.length}`;
    const dir = path.join(this.directory, 'tasks', taskId);
    await mkdir(dir, { recursive: true });
    const request = { target, problemType: 'AUTO', maxRows: null, ignoredColumns: ignored, seed: 1 } as const;
    const outFile = path.join(dir, 'sample.csv');
    const { sample } = await ingest(createReadStream(fixture(name)), {
      dir,
      maxBytes: 1e8,
      sample: { ...request, outFile },
    });
    const project = new EngineProject(this.client, taskId);
    await project.send(sample!, await planRows(sample!, DEFAULT_TRAINING_OPTIONS, never), never);
    const spec = { response: target, seed: 1, maxModels: algorithms.length, maxRuntimeSecs: 60 };
    const started = await project.startAutoML(
      { ...spec, folds: { column: 'fold' }, models: { algorithms } },
      never,
    );
    await waitForJob(this.client, started.jobKey);
    const { leaderboard } = await this.client.automl(started.automlId);
    const { modelId } = leaderboard.rows.find((row) => row.modelId.startsWith(save ?? ''))!;
    const manifest = await this.#save(taskId, modelId, sample!, project, name);
    const model = { taskId, manifest, fixture: name, project };
    this.#models.push(model);
    return model;
  }

  /** A task whose model is that of another, saved in H2O's own format. */
  async saveBinary({ manifest }: TestModel, engineVersion = manifest.engineVersion): Promise<string> {
    const taskId = `${manifest.taskId}-binary-${++this.#binaries}`;
    const bytes = await buffer(await this.client.downloadBinaryModel(manifest.modelId));
    await this.saveAs(taskId, { ...manifest, engineVersion }, bytes, 'binary');
    return taskId;
  }

  async saveAs(taskId: string, manifest: ModelManifest, bytes: Uint8Array, kind: 'mojo' | 'binary' = 'mojo') {
    const directory = path.join(this.directory, 'models', taskId);
    const artifact = {
      kind,
      file: `model.${kind}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, artifact.file), bytes);
    await writeManifest(directory, { ...manifest, taskId, artifact });
  }

  /** What the model in the engine says of the rows it was trained on. */
  async native({ manifest, project }: TestModel): Promise<Scores> {
    const predictionsFrame = `${project.frame}_native`;
    await this.client.predict({ model: manifest.modelId, frame: project.frame, predictionsFrame });
    try {
      const csv = await this.client.downloadFrame(predictionsFrame);
      return scoresOf(await readAnswer(csv, manifest.rowsUsed), manifest.signature.response.levels);
    } finally {
      await this.client.remove(predictionsFrame);
    }
  }

  predictFixture({ taskId, fixture: name }: TestModel, contributions = 0): Promise<Prediction> {
    return this.predictor.predictCsv(
      taskId,
      { stream: createReadStream(fixture(name)), fileName: name },
      { limit: 100_000, strict: false, contributions },
    );
  }

  async close(): Promise<void> {
    await this.predictor.close();
    for (const { project } of this.#models) await project.removeAll();
    await rm(this.directory, { recursive: true, force: true });
  }

  async #save(
    taskId: string,
    modelId: string,
    sample: TrainingSample,
    project: EngineProject,
    fileName: string,
  ): Promise<ModelManifest> {
    const directory = path.join(this.directory, 'models', taskId);
    const model = await this.client.model(modelId);
    const artifact = await saveModel(this.client, model.id, directory, never);
    const { version } = await this.client.identify();
    const algorithm = Object.entries(ALGORITHMS).find(([name]) => name.toLowerCase() === model.algo)![1];
    const manifest: ModelManifest = {
      formatVersion: 1,
      taskId,
      modelId: model.id,
      algorithm,
      engineVersion: version,
      artifact,
      signature: signatureOf(
        model,
        sample,
        await this.client.frameSummary(project.frame),
        new EngineNames(sample.columns),
      ),
      options: DEFAULT_TRAINING_OPTIONS,
      datasetId: 'f00d',
      fileName,
      rowsUsed: sample.rowsUsed,
      trainedAt: new Date().toISOString(),
    };
    await writeManifest(directory, manifest);
    return manifest;
  }
}

/** Largest difference of two columns of numbers, relative to their size; Infinity where one alone is NaN. */
export function difference(one: Float64Array, other: Float64Array): number {
  expect(one).toHaveLength(other.length);
  let largest = 0;
  one.forEach((value, row) => {
    const against = other[row]!;
    if (Number.isNaN(value) && Number.isNaN(against)) return;
    const apart = Math.abs(value - against) / Math.max(1, Math.abs(value), Math.abs(against));
    largest = Math.max(largest, Number.isNaN(apart) ? Infinity : apart);
  });
  return largest;
}

/** Everything that the engine holds and somebody put there. */
export async function engineKeysHeld(): Promise<string[]> {
  const { url, user, password } = sharedEngine();
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const lists = await Promise.all(
    ['/3/Frames', '/3/Models', '/3/Jobs'].map(async (list) => {
      const answer = await fetch(`${url}${list}`, { headers: { authorization } });
      return JSON.stringify(await answer.json());
    }),
  );
  return lists.flatMap((list) => list.match(/"name":"[^"]*"/g) ?? []);
}
