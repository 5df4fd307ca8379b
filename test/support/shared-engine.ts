import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../src/config.js';
import { ManagedEngine } from '../../src/h2o/process/managed-engine.js';

/** How tests reach the engine that they share. */
export interface SharedEngine {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    engine: SharedEngine;
  }
}

interface Running {
  readonly connection: SharedEngine;
  readonly stop: () => Promise<void>;
  /** Projects of vitest that have it set up. */
  users: number;
}

/** Vitest loads this file once for each project: what is shared stands outside of it. */
const shared = globalThis as { trainyardEngine?: Promise<Running> };

/**
 * One real H2O for all integration and e2e tests that do nothing to their engine, started and supervised as the service
 * does it: it starts once, and is warm from the second training on. Tests remove what they make.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = await (shared.trainyardEngine ??= start());
  running.users++;
  project.provide('engine', running.connection);
  return async () => {
    running.users--;
    if (running.users > 0) return;
    delete shared.trainyardEngine;
    await running.stop();
  };
}

async function start(): Promise<Running> {
  const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-engine-'));
  const { cacheDir } = readConfig({ CACHE_DIR: process.env['CACHE_DIR'], H2O_JAR: process.env['H2O_JAR'] });
  const engine = new ManagedEngine(
    {
      jar: process.env['H2O_JAR'],
      cacheDir,
      runsDir: directory,
      memory: '2g',
      threads: 2,
      deadManMs: 30_000,
    },
    pino({ level: 'warn' }),
  );
  const stop = async () => {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await engine.ready();
    if (!engine.connection) throw new Error('The engine was lost as soon as it was ready.');
    const { url, user, password } = engine.connection;
    return { connection: { url, user, password }, stop, users: 0 };
  } catch (error) {
    await stop();
    throw error;
  }
}
