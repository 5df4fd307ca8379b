import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { findJar } from '../../src/h2o/install/jar.js';
import { ManagedEngine } from '../../src/h2o/process/managed-engine.js';
import type { EngineAddress } from '../../test/support/mojo/lab.js';

export interface BenchEngine {
  readonly address: EngineAddress;
  /** The h2o.jar it runs from. */
  readonly jar: string;
  close(): Promise<void>;
}

/** A real H2O of the bench's own, started as the service does it. */
export async function startEngine(directory: string): Promise<BenchEngine> {
  const { cacheDir } = readConfig(process.env);
  const log = pino({ level: 'warn' });
  const request = {
    jar: process.env['H2O_JAR'],
    cacheDir,
    onProgress: (message: string) => log.warn(message),
  };
  const jar = await findJar(request, log, new AbortController().signal);
  const engine = new ManagedEngine({ jar, cacheDir, runsDir: directory, memory: '1g', threads: 2 }, log);
  try {
    await engine.ready();
    if (!engine.connection) throw new Error('The engine was lost as soon as it was ready.');
    return { address: engine.connection, jar, close: () => engine.close() };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
