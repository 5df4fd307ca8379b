import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelManifest } from '../../../src/domain/manifest.js';
import {
  DEFAULT_TRAINING_OPTIONS,
  type Algorithm,
  type ProblemType,
} from '../../../src/domain/training-options.js';
import { EngineUnavailableError } from '../../../src/domain/errors.js';
import type { Engine } from '../../../src/h2o/engine/engine.js';
import { loadMojo } from '../../../src/mojo/index.js';
import { fixturePath, readFixture, type FixtureName } from '../../support/mojo/fixtures.js';
import { column } from './support.js';

/** An engine that is not there. */
export const NO_ENGINE: Engine = {
  state: { status: 'STOPPED' },
  ready: () => Promise.reject(new EngineUnavailableError('There is no engine.')),
  onState: () => () => undefined,
  close: () => Promise.resolve(),
};

const PROBLEM_TYPES: Readonly<Record<string, ProblemType>> = {
  Binomial: 'BINARY',
  Multinomial: 'MULTICLASS',
  Regression: 'REGRESSION',
};

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  deeplearning: 'DEEP_LEARNING',
  stackedensemble: 'STACKED_ENSEMBLE',
};

export const sha256Of = (name: FixtureName): string =>
  createHash('sha256')
    .update(readFileSync(fixturePath(name)))
    .digest('hex');

/** Saves a kept model as the one of a task. */
export async function saveFixture(
  modelsDir: string,
  taskId: string,
  name: FixtureName,
  changes: Partial<ModelManifest> = {},
): Promise<ModelManifest> {
  const { signature } = await loadMojo(fixturePath(name));
  const types = new Map(readFixture(name).rows.map((cells) => [cells.name, cells.type]));
  const manifest: ModelManifest = {
    formatVersion: 1,
    taskId,
    modelId: name,
    algorithm: ALGORITHMS[signature.algorithm] ?? (signature.algorithm.toUpperCase() as Algorithm),
    engineVersion: '3.46.0.11',
    artifact: {
      kind: 'mojo',
      file: 'model.zip',
      sha256: sha256Of(name),
    },
    signature: {
      problemType: PROBLEM_TYPES[signature.category]!,
      response: { name: signature.response.name, levels: signature.response.labels },
      columns: signature.features.map(({ name, levels }) =>
        column(name, types.get(name) ?? 'NUMERIC', levels && [...levels]),
      ),
    },
    options: DEFAULT_TRAINING_OPTIONS,
    datasetId: 'f00d',
    fileName: 'upload.csv',
    rowsUsed: 100,
    trainedAt: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
  const directory = path.join(modelsDir, taskId);
  await mkdir(directory, { recursive: true });
  await copyFile(fixturePath(name), path.join(directory, manifest.artifact.file));
  await writeFile(path.join(directory, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}
