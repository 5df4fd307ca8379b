import type { Logger } from 'pino';
import type { Engine } from './engine/engine.js';
import { ManagedEngine, runsDirOf } from './process/managed-engine.js';
import { RemoteEngine } from './engine/remote-engine.js';

export type EngineChoice =
  | { readonly kind: 'remote'; readonly url: string; readonly user?: string; readonly password?: string }
  | {
      readonly kind: 'managed';
      readonly jar: string | undefined;
      readonly memory: string;
      readonly threads: number;
      readonly javaHome: string | undefined;
    };

export interface EngineDirectories {
  /** Absolute; keeps the jar between runs. */
  readonly cacheDir: string;
  /** Absolute; holds what the child needs while it runs. */
  readonly dataDir: string;
}

/** The engine that the settings ask for. It begins to start, or to be reached, at once. */
export function createEngine(choice: EngineChoice, directories: EngineDirectories, log: Logger): Engine {
  if (choice.kind === 'remote') return new RemoteEngine(choice, log);
  const { cacheDir, dataDir } = directories;
  return new ManagedEngine({ ...choice, cacheDir, runsDir: runsDirOf(dataDir) }, log);
}
