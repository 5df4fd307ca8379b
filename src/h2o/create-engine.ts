import type { Logger } from 'pino';
import type { EngineConfig } from '../domain/engine-config.js';
import type { Engine } from './engine/engine.js';
import { ManagedEngine, runsDirOf } from './process/managed-engine.js';
import { UNRESPONSIVE_AFTER_MS } from './engine/engine.js';
import { RemoteEngine } from './engine/remote-engine.js';

export interface EngineDirectories {
  /** Absolute; keeps the jar between runs. */
  readonly cacheDir: string;
  /** Absolute; holds what the child needs while it runs. */
  readonly dataDir: string;
}

/** The engine that the settings ask for. It begins to start, or to be reached, at once. */
export function createEngine(choice: EngineConfig, directories: EngineDirectories, log: Logger): Engine {
  const silence = {
    unresponsiveAfterMs: Math.min(UNRESPONSIVE_AFTER_MS, choice.silenceMs / 2),
    deadAfterMs: choice.silenceMs,
  };
  if (choice.kind === 'remote') return new RemoteEngine({ ...choice, ...silence }, log);
  const { cacheDir, dataDir } = directories;
  return new ManagedEngine({ ...choice, ...silence, cacheDir, runsDir: runsDirOf(dataDir) }, log);
}
