import { setImmediate as turn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { H2OClient } from '../../../src/h2o/client/client.js';
import { EngineLife } from '../../../src/h2o/engine/engine-life.js';
import type { Engine } from '../../../src/h2o/engine/engine.js';
import { watchEngine } from '../../../src/training/engine-watch.js';

const READY = { status: 'READY', version: '3', nodes: 1, clusterId: 'a' } as const;
const SILENT = { status: 'UNRESPONSIVE', message: 'No answer.', version: '3', clusterId: 'a' } as const;

class PlayedEngine extends EngineLife implements Engine {
  readonly client = new H2OClient({ url: 'http://127.0.0.1:1' });

  constructor() {
    super();
    this.setReady(READY, this.client);
    onTestFinished(() => this.close());
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

const never = new AbortController().signal;

/** Whether a promise has settled after what was due has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  for (let round = 0; round < 5; round++) await turn();
  return settled;
}

test('an engine that is silent for a while is not lost, and a failed call waits for it', async () => {
  const engine = new PlayedEngine();
  const watch = watchEngine(engine);
  engine.set(SILENT);
  const known = watch.untilKnown(0, never);
  expect(await isSettled(known)).toBe(false);
  engine.setReady(READY, engine.client);
  await known;
  expect(watch.lost.aborted).toBe(false);
  watch.close();
});

test('an engine that was silent and is started again is lost once', async () => {
  const engine = new PlayedEngine();
  const watch = watchEngine(engine);
  engine.set(SILENT);
  const known = watch.untilKnown(0, never);
  engine.setComing(true, 'H2O was lost.');
  await known;
  expect(watch.lost.reason).toMatchObject({ taskCode: 'ENGINE_LOST', retryable: true });
  watch.close();
});

test('nothing new begins on an engine that is silent', async () => {
  const engine = new PlayedEngine();
  engine.set(SILENT);
  const ready = engine.ready();
  expect(await isSettled(ready)).toBe(false);
  engine.setReady(READY, engine.client);
  expect(await ready).toBe(engine.client);
});

test('an engine that ran out of memory would again on the same task, one that was lost may not', () => {
  const reasonAfter = (end: (engine: PlayedEngine) => void): unknown => {
    const engine = new PlayedEngine();
    const watch = watchEngine(engine);
    end(engine);
    watch.close();
    return watch.lost.reason;
  };
  expect(reasonAfter((engine) => engine.setOutOfMemory('Its heap was full.'))).toMatchObject({
    taskCode: 'OUT_OF_MEMORY',
    retryable: false,
  });
  expect(reasonAfter((engine) => engine.setComing(true, 'Lost.'))).toMatchObject({
    taskCode: 'ENGINE_LOST',
    retryable: true,
  });
});
