import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_TRAINING_OPTIONS } from '../../../src/domain/training-options.js';
import { TaskNotReadyError } from '../../../src/domain/errors.js';
import { readManifest } from '../../../src/storage/manifest.js';

const MANIFEST = {
  formatVersion: 1,
  taskId: 'one',
  modelId: 'GBM_1',
  algorithm: 'GBM',
  engineVersion: '3.46.0.7',
  artifact: { kind: 'mojo', file: 'model.zip', sha256: 'ab' },
  signature: {
    problemType: 'REGRESSION',
    response: { name: 'price', levels: null },
    columns: [{ name: 'area', type: 'NUMERIC', levels: null, min: 1, max: 2, typical: 1.5 }],
  },
  options: { ...DEFAULT_TRAINING_OPTIONS },
  datasetId: 'cd',
  fileName: 'houses.csv',
  rowsUsed: 20,
  trainedAt: '2026-01-01T00:00:00.000Z',
};

function folderWith(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'trainyard-manifest-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, 'manifest.json'), text);
  return folder;
}

test('a manifest of the first release opens, and so do the fields that came later', async () => {
  expect(await readManifest(folderWith(JSON.stringify(MANIFEST)))).toEqual(MANIFEST);
  const newer = { ...MANIFEST, threshold: 0.3, thresholdCriterion: 'F1', outOfFold: 'out-of-fold.csv' };
  expect(await readManifest(folderWith(JSON.stringify(newer)))).toEqual(newer);
});

test('a manifest of a newer format is refused in words', async () => {
  const refused = readManifest(folderWith(JSON.stringify({ formatVersion: 2, model: 'another shape' })));
  await expect(refused).rejects.toThrow(TaskNotReadyError);
  await expect(refused).rejects.toThrow(/has format 2, and this Trainyard reads formats up to 1 only/);
});

test.each(['', '{}', 'null', '[]', '{"formatVersion":1}', '\0\0\0', '"text"'])(
  'a damaged manifest %j makes the model not ready, and is no fault of the service',
  async (text) => {
    const refused = readManifest(folderWith(text));
    await expect(refused).rejects.toThrow(TaskNotReadyError);
    await expect(refused).rejects.toThrow(/damaged/);
  },
);
