import { expect, it } from 'vitest';
import { EngineLife } from '../../../src/h2o/engine/engine-life.js';
import type { Engine } from '../../../src/h2o/engine/engine.js';
import { watchEngine } from '../../../src/training/engine-watch.js';

class Life extends EngineLife implements Engine {
  close(): Promise<void> {
    return Promise.resolve();
  }
}

it('an engine that ran out of memory would again on the same task, one that was lost may not', () => {
  const reasonAfter = (end: (life: Life) => void): unknown => {
    const life = new Life();
    life.setReady({ status: 'READY', version: '3', nodes: 1, clusterId: 'a' }, {} as never);
    const watch = watchEngine(life);
    end(life);
    watch.close();
    return watch.lost.reason;
  };
  expect(reasonAfter((life) => life.setOutOfMemory('Its heap was full.'))).toMatchObject({
    taskCode: 'OUT_OF_MEMORY',
    retryable: false,
  });
  expect(reasonAfter((life) => life.setComing(true, 'Lost.'))).toMatchObject({
    taskCode: 'ENGINE_LOST',
    retryable: true,
  });
});
