import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../../../src/config.js';
import type { Engine, EngineState } from '../../../src/h2o/engine/engine.js';
import type { ManagedEngineOptions } from '../../../src/h2o/process/managed-engine.js';

/** Options of a small engine, and how to remove all that is left of it. */
export async function smallEngine(): Promise<{
  options: ManagedEngineOptions;
  remove: () => Promise<void>;
}> {
  const runsDir = await mkdtemp(path.join(tmpdir(), 'trainyard-managed-'));
  const { cacheDir } = readConfig({ CACHE_DIR: process.env['CACHE_DIR'] });
  return {
    options: { jar: process.env['H2O_JAR'], cacheDir, runsDir, memory: '512m', threads: 1 },
    remove: () => rm(runsDir, { recursive: true, force: true }),
  };
}

/** Resolves as soon as the engine is in a state of this kind, now or later. */
export function stateOf<S extends EngineState['status']>(
  engine: Engine,
  status: S,
  matches: (state: Extract<EngineState, { status: S }>) => boolean = () => true,
): Promise<Extract<EngineState, { status: S }>> {
  const is = (state: EngineState): state is Extract<EngineState, { status: S }> =>
    state.status === status && matches(state as Extract<EngineState, { status: S }>);
  const { state } = engine;
  if (is(state)) return Promise.resolve(state);
  return new Promise((resolve) => {
    const leave = engine.onState((next) => {
      if (!is(next)) return;
      leave();
      resolve(next);
    });
  });
}

/** False also for a process that has ended and that its hanging parent does not know of. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
