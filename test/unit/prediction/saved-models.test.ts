import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { EngineUnavailableError, TaskNotReadyError } from '../../../src/domain/errors.js';
import { EngineScorer } from '../../../src/prediction/engine/engine-scorer.js';
import { MojoScorer } from '../../../src/prediction/mojo-scorer.js';
import { SavedModels } from '../../../src/prediction/service/saved-models.js';
import { fixturePath } from '../../support/mojo/fixtures.js';
import { NO_ENGINE, saveFixture, sha256Of } from './saved-fixture.js';

const log = pino({ level: 'silent' });
let modelsDir: string;

beforeAll(async () => {
  modelsDir = await mkdtemp(path.join(tmpdir(), 'trainyard-models-'));
  for (const task of ['a', 'b', 'c']) await saveFixture(modelsDir, task, 'glm-mpg');
  return () => rm(modelsDir, { recursive: true, force: true });
});

const models = (memoryBytes?: number) => new SavedModels({ modelsDir, engine: NO_ENGINE, log, memoryBytes });

describe('saved models', () => {
  test('are loaded once, also where two ask at the same time', async () => {
    const saved = models();
    const [first, second] = await Promise.all([saved.get('a'), saved.get('a')]);
    expect(second).toBe(first);
    expect(await saved.get('a')).toBe(first);
    expect(first.manifest.taskId).toBe('a');
    expect(first.scorer).toBeInstanceOf(MojoScorer);
  });

  test('give way to others when their memory is used up, the least recently used first', async () => {
    const { bytes } = await models().get('a');
    expect(bytes).toBeGreaterThan(1000);
    const saved = models(Math.ceil(bytes * 2.5));
    const [a, b] = [await saved.get('a'), await saved.get('b')];
    await saved.get('a');
    await saved.get('c');
    expect(await saved.get('a')).toBe(a);
    expect(await saved.get('b')).not.toBe(b);
  });

  test('are kept alone where one is larger than the room for all', async () => {
    const saved = models(100);
    const a = await saved.get('a');
    expect(await saved.get('a')).toBe(a);
    await saved.get('b');
    expect(await saved.get('a')).not.toBe(a);
  });

  test('are read again after they were forgotten', async () => {
    const saved = models();
    const a = await saved.get('a');
    await saved.forget('a');
    expect(await saved.get('a')).not.toBe(a);
  });

  test('are scored by the engine where it alone can', async () => {
    await saveFixture(modelsDir, 'binary', 'glm-mpg', {
      artifact: { kind: 'binary', file: 'model.bin', sha256: sha256Of('glm-mpg') },
    });
    const { scorer } = await models().get('binary');
    expect(scorer).toBeInstanceOf(EngineScorer);
    await expect(scorer.score({ count: 0, columns: [] })).rejects.toThrow(
      new EngineUnavailableError(
        'This model is scored by H2O, which is STOPPED. Try again when `health` says READY.',
      ),
    );
  });

  test('are given to who asked, also where they are forgotten meanwhile', async () => {
    const saved = models();
    const [a] = await Promise.all([saved.get('a'), saved.forget('a')]);
    expect(a.scorer).toBeInstanceOf(MojoScorer);
    expect(await saved.get('a')).not.toBe(a);
  });

  test('say so where the file is damaged, and are not kept', async () => {
    await saveFixture(modelsDir, 'damaged', 'glm-mpg');
    await truncate(path.join(modelsDir, 'damaged', 'model.zip'), 500);
    const saved = models();
    await expect(saved.get('damaged')).rejects.toMatchObject({
      code: 'TASK_NOT_READY',
      message: expect.stringMatching(
        /^The saved model of task damaged is damaged: .*\. Train again\.$/,
      ) as string,
    });
    await saveFixture(modelsDir, 'damaged', 'glm-mpg');
    expect((await saved.get('damaged')).scorer).toBeInstanceOf(MojoScorer);
  });

  test('say so where the file is that of another task, and where it was changed by a byte', async () => {
    const file = path.join(modelsDir, 'swapped', 'model.zip');
    await saveFixture(modelsDir, 'swapped', 'glm-mpg');
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    for (const content of [await readFile(fixturePath('gbm-titanic')), bytes]) {
      await writeFile(file, content);
      await expect(models().get('swapped')).rejects.toMatchObject({
        code: 'TASK_NOT_READY',
        message: expect.stringContaining('its file is not the one that was saved') as string,
      });
    }
  });

  test.each([
    ['empty', ''],
    ['none', '{}'],
    ['null', 'null'],
    ['cut off', '{"formatVersion":1,"taskId":"a'],
    ['garbage', '\0\x01\xff'],
  ])('say so where the manifest is %s', async (_what, content) => {
    await saveFixture(modelsDir, 'unknown', 'glm-mpg');
    await writeFile(path.join(modelsDir, 'unknown', 'manifest.json'), content);
    await expect(models().get('unknown')).rejects.toMatchObject({
      code: 'TASK_NOT_READY',
      message: expect.stringContaining('damaged') as string,
    });
  });

  test('say so where the file is gone', async () => {
    await expect(models().get('gone')).rejects.toThrow(
      new TaskNotReadyError('The saved model of task gone is not there any more. Train again.'),
    );
  });
});
