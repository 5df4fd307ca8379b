import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { EngineUnavailableError } from '../../../../src/domain/errors.js';
import type { H2OClient } from '../../../../src/h2o/client/client.js';
import type { Engine } from '../../../../src/h2o/engine/engine.js';
import { H2OConnectionError, H2ORequestError } from '../../../../src/h2o/client/errors.js';
import { EngineModel } from '../../../../src/prediction/engine/engine-model.js';
import { saveFixture } from '../saved-fixture.js';

/** Keeps what it is given, and fails where a test wants it to. */
class FakeClient {
  readonly held = new Set<string>();
  imports = 0;
  importFails: Error | null = null;
  removeFails: Error | null = null;

  async postFile(key: string, bytes: Readable): Promise<number> {
    this.held.add(key);
    await finished(bytes.resume());
    return 1;
  }

  importMojo(_: string, modelId: string): Promise<{ key: string }> {
    this.imports++;
    if (this.importFails) return Promise.reject(this.importFails);
    this.held.add(modelId).add('job');
    return Promise.resolve({ key: 'job' });
  }

  job(): Promise<{ status: string }> {
    return Promise.resolve({ status: 'DONE' });
  }

  remove(key: string): Promise<void> {
    if (this.removeFails) return Promise.reject(this.removeFails);
    this.held.delete(key);
    return Promise.resolve();
  }
}

let client: FakeClient;
let model: EngineModel;
let logged: string[];

beforeEach(async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-engine-model-'));
  client = new FakeClient();
  logged = [];
  const engine: Engine = {
    state: { status: 'READY', version: '3.46.0.11', nodes: 1, clusterId: 'one' },
    ready: () => Promise.resolve(client as unknown as H2OClient),
    onState: () => () => undefined,
    close: () => Promise.resolve(),
  };
  model = new EngineModel({
    engine,
    manifest: await saveFixture(directory, 'task', 'glm-mpg'),
    file: path.join(directory, 'task', 'model.zip'),
    log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
  });
  return async () => {
    await model.close();
    await rm(directory, { recursive: true, force: true });
  };
});

const idOf = () => model.use((_, modelId) => Promise.resolve(modelId));

describe('a model in the engine', () => {
  test('is brought there once for all who use it', async () => {
    const ids = await Promise.all([idOf(), idOf(), idOf()]);
    expect(new Set(ids).size).toBe(1);
    expect(client.imports).toBe(1);
    expect([...client.held].toSorted()).toEqual([ids[0], `${ids[0]}_file`]);
  });

  test('leaves nothing there where it cannot be brought, and is brought by the next call', async () => {
    client.importFails = new H2ORequestError(500, 'Out of memory.');
    await expect(idOf()).rejects.toThrow(
      new EngineUnavailableError('H2O does not score this model. Out of memory.'),
    );
    expect(client.held.size).toBe(0);
    client.importFails = null;
    await idOf();
    expect(client.imports).toBe(2);
  });

  test('is brought there again after the engine was emptied by somebody else', async () => {
    await idOf();
    const missing = new H2ORequestError(404, 'Object not found.');
    await expect(model.use(() => Promise.reject(missing))).rejects.toBeInstanceOf(EngineUnavailableError);
    await idOf();
    expect(client.imports).toBe(2);
  });

  test('stays where a call fails for another reason', async () => {
    const refused = new H2ORequestError(400, 'Bad rows.');
    await expect(model.use(() => Promise.reject(refused))).rejects.toThrow('Bad rows.');
    const bug = new TypeError('a bug');
    await expect(model.use(() => Promise.reject(bug))).rejects.toBe(bug);
    const lost = new H2OConnectionError('H2O was lost.');
    await expect(model.use(() => Promise.reject(lost))).rejects.toBe(lost);
    await idOf();
    expect(client.imports).toBe(1);
  });

  test('that is closed while it is in use goes with its last user', async () => {
    let leave: () => void = () => undefined;
    const using = model.use(() => new Promise<void>((resolve) => (leave = resolve)));
    await expect.poll(() => client.held.size).toBe(2);
    await model.close();
    expect(client.held.size).toBe(2);
    leave();
    await using;
    expect(client.held.size).toBe(0);
  });

  test('that cannot be removed is logged, and holds up nobody', async () => {
    await idOf();
    client.removeFails = new H2OConnectionError('H2O was lost.');
    await model.close();
    expect(logged.join()).toContain('the engine may still hold a model that it scored with');
  });
});
