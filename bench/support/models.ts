import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelManifest, ModelSignature } from '../../src/domain/manifest.js';
import { loadMojo } from '../../src/mojo/index.js';
import { ModelLab, type Parameters } from '../../test/support/mojo/lab.js';
import type { Table } from '../../test/support/mojo/table.js';
import { Customers, FEATURES, TARGET } from './data.js';
import type { BenchEngine } from './engine.js';

const TRAINING_ROWS = 20_000;
export const CATEGORIES = new Set<string>(['plan', 'region', 'device', TARGET]);

export interface BenchModel {
  readonly name: string;
  /** Holds the MOJO and its manifest, as the service saves them. */
  readonly folder: string;
  readonly mojo: string;
  readonly manifest: ModelManifest;
}

const BUILDS: readonly (readonly [name: string, algorithm: string, parameters: Parameters])[] = [
  ['GBM, 40 trees', 'gbm', { ntrees: 40, max_depth: 5, seed: 1 }],
  ['XGBoost, 40 trees', 'xgboost', { ntrees: 40, max_depth: 5, seed: 1 }],
  ['DeepLearning, 2 × 100', 'deeplearning', { hidden: [100, 100], epochs: 10, seed: 1 }],
  ['GLM', 'glm', { family: 'binomial', seed: 1 }],
];

/** Trains the models of the bench on the real engine and saves them below a directory, as the service would. */
export async function trainModels({ address }: BenchEngine, directory: string): Promise<BenchModel[]> {
  const lab = new ModelLab(address);
  try {
    const frame = await lab.upload(trainingTable());
    const models: BenchModel[] = [];
    for (const [name, algorithm, parameters] of BUILDS) {
      const bytes = await lab.mojo(await lab.train(algorithm, frame, TARGET, parameters));
      const folder = path.join(directory, algorithm);
      const manifest = await manifestOf(algorithm, bytes);
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, manifest.artifact.file), bytes);
      await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
      models.push({ name, folder, mojo: path.join(folder, manifest.artifact.file), manifest });
    }
    return models;
  } finally {
    await lab.close();
  }
}

/** What all models of the bench are trained on. */
export function trainingTable(): Table {
  const customers = new Customers(1);
  const rows = Array.from({ length: TRAINING_ROWS }, () => customers.row());
  return [...FEATURES, TARGET].map((name, column) => {
    const isCategory = CATEGORIES.has(name);
    const cells = rows.map((row) => (isCategory ? (row[column] ?? '') : Number(row[column])));
    return { name, type: isCategory ? 'CATEGORICAL' : 'NUMERIC', cells };
  });
}

async function manifestOf(algorithm: string, bytes: Uint8Array): Promise<ModelManifest> {
  const { signature } = await loadMojo(bytes);
  return {
    formatVersion: 1,
    taskId: algorithm,
    modelId: algorithm,
    algorithm: algorithm.toUpperCase() as ModelManifest['algorithm'],
    engineVersion: signature.h2oVersion,
    artifact: { kind: 'mojo', file: 'model.zip', sha256: createHash('sha256').update(bytes).digest('hex') },
    signature: {
      problemType: 'BINARY',
      response: { name: signature.response.name, levels: signature.response.labels },
      columns: signature.features.map(({ name, levels }): ModelSignature['columns'][number] => ({
        name,
        type: levels === null ? 'NUMERIC' : 'CATEGORICAL',
        levels,
        min: null,
        max: null,
        typical: null,
      })),
    },
    options: {} as ModelManifest['options'],
    datasetId: '',
    fileName: 'customers.csv',
    rowsUsed: TRAINING_ROWS,
    trainedAt: new Date().toISOString(),
  };
}
