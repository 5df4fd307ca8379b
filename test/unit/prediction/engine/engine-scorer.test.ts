import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ModelManifest } from '../../../../src/domain/manifest.js';
import type { H2OClient } from '../../../../src/h2o/client/client.js';
import { H2ORequestError } from '../../../../src/h2o/client/errors.js';
import { EngineModel } from '../../../../src/prediction/engine/engine-model.js';
import { EngineScorer } from '../../../../src/prediction/engine/engine-scorer.js';
import { NO_ENGINE, saveFixture } from '../saved-fixture.js';

/** Answers 1, 2, 3, … whatever it is asked, and keeps what it holds. */
class FakeClient {
  readonly frames = new Map<string, number>();
  readonly removed: { key: string; cascade: boolean | undefined }[] = [];
  parseStatus = 'DONE';
  predictFails: Error | null = null;
  onPost: () => void = () => undefined;

  postFile(key: string, bytes: Buffer): Promise<number> {
    this.frames.set(key, bytes.toString().trimEnd().split('\n').length);
    this.onPost();
    return Promise.resolve(bytes.length);
  }

  parse({ source, destination }: { source: string; destination: string }) {
    this.frames.set(destination, this.frames.get(source)!);
    this.frames.delete(source);
    return Promise.resolve({ key: 'parse job', status: this.parseStatus, exception: null });
  }

  predict({ frame, predictionsFrame }: { frame: string; predictionsFrame: string }): Promise<void> {
    if (this.predictFails) return Promise.reject(this.predictFails);
    this.frames.set(predictionsFrame, this.frames.get(frame)!);
    return Promise.resolve();
  }

  downloadFrame(frame: string): Promise<Readable> {
    const rows = Array.from({ length: this.frames.get(frame)! }, (_, row) => `${row}\n`);
    return Promise.resolve(Readable.from([Buffer.from(`"predict"\n${rows.join('')}`)]));
  }

  remove(key: string, { cascade }: { cascade?: boolean } = {}): Promise<void> {
    this.frames.delete(key);
    this.removed.push({ key, cascade });
    return Promise.resolve();
  }
}

let client: FakeClient;
let scorer: EngineScorer;
let manifest: ModelManifest;

beforeEach(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-engine-scorer-'));
  manifest = await saveFixture(directory, 'task', 'glm-mpg');
  client = new FakeClient();
  const model = new EngineModel({ engine: NO_ENGINE, manifest, file: '', log: pino({ level: 'silent' }) });
  model.use = (work) => work(client as unknown as H2OClient, 'model');
  scorer = new EngineScorer(model, manifest);
  return () => rm(directory, { recursive: true, force: true });
});

const rowsOf = (count: number) => ({
  count,
  columns: manifest.signature.columns.map(() => new Float64Array(count)),
});

describe('rows that are scored in the engine', () => {
  test('are answered without the one that was made up', async () => {
    expect(await scorer.score(rowsOf(3))).toEqual({
      count: 3,
      labels: null,
      values: [Float64Array.of(1, 2, 3)],
    });
  });

  test('leave nothing there, columns included', async () => {
    await scorer.score(rowsOf(3));
    expect(client.frames.size).toBe(0);
    expect(client.removed.map(({ key }) => key)).toContain('parse job');
    // H2O removes a frame alone, and keeps its columns, unless it is told to cascade.
    expect(client.removed.every(({ cascade }) => cascade)).toBe(true);
  });

  test('leave nothing there where H2O refuses them, cannot read them, or the client is gone', async () => {
    client.predictFails = new H2ORequestError(500, 'Out of memory.');
    await expect(scorer.score(rowsOf(3))).rejects.toBe(client.predictFails);
    client.parseStatus = 'FAILED';
    await expect(scorer.score(rowsOf(3))).rejects.toThrow('It cannot read the rows.');
    const gone = new AbortController();
    client.onPost = () => gone.abort(new Error('The client is gone.'));
    await expect(scorer.score(rowsOf(3), gone.signal)).rejects.toThrow('The client is gone.');
    expect(client.frames.size).toBe(0);
  });

  test('are sent in batches that are large, but not of a wide table', () => {
    expect(scorer.batchRows).toBe(10_000);
    const columns = Array.from({ length: 5000 }, () => manifest.signature.columns[0]!);
    const wide = { ...manifest, signature: { ...manifest.signature, columns } };
    const model = new EngineModel({
      engine: NO_ENGINE,
      manifest: wide,
      file: '',
      log: pino({ level: 'silent' }),
    });
    expect(new EngineScorer(model, wide).batchRows).toBe(200);
  });
});
