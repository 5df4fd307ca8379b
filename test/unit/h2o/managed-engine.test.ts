import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ManagedEngine } from '../../../src/h2o/process/managed-engine.js';
import { javaHome, silent, temporaryDirectory } from './support.js';

async function engineOn(home: string): Promise<{ engine: ManagedEngine; runsDir: string }> {
  const cacheDir = await temporaryDirectory();
  const runsDir = path.join(cacheDir, 'engine');
  const jar = path.join(cacheDir, 'h2o.jar');
  await writeFile(jar, '');
  const engine = new ManagedEngine(
    { jar, memory: '1g', threads: 0, javaHome: home, cacheDir, runsDir },
    silent,
  );
  onTestFinished(() => engine.close());
  return { engine, runsDir };
}

it('fails finally, with one sentence, on a Java that H2O refuses, and leaves nothing behind', async () => {
  const home = await javaHome(
    '25.0.3',
    `echo 'WARNING: sun.misc.Unsafe' >&2; echo 'Only Java versions 8-17 are supported, system version is 25.0.3' >&2; exit 1`,
  );
  const { engine, runsDir } = await engineOn(home);
  const message =
    'H2O refuses Java 25.0.3: it runs on Java 8-17. Install such a Java (17 is best), or set JAVA_HOME to one.';
  await expect(engine.ready()).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE', message });
  expect(engine.state).toEqual({ status: 'FAILED', message });
  expect(await readdir(runsDir)).toEqual([]);
  expect(engine.pid).toBeUndefined();
});

it('fails finally, with one sentence, without a Java', async () => {
  const { engine } = await engineOn(await temporaryDirectory());
  await expect(engine.ready()).rejects.toThrow(
    /^H2O needs Java, and there is none that runs under JAVA_HOME/,
  );
  expect(engine.state.status).toBe('FAILED');
});

it('is closed while it starts', async () => {
  const { engine, runsDir } = await engineOn(await javaHome('17', 'exec sleep 60'));
  const waiting = engine.ready();
  waiting.catch(() => undefined);
  await engine.close();
  await expect(waiting).rejects.toThrow('H2O was stopped.');
  expect(await readdir(runsDir).catch(() => [])).toEqual([]);
});

it('is started again when it ends early for no known reason', async () => {
  const home = await javaHome('17', 'exit 3');
  const { engine } = await engineOn(home);
  const messages: string[] = [];
  await new Promise<void>((resolve) => {
    engine.onState((state) => {
      if ('message' in state) messages.push(state.message);
      if (messages.filter((message) => message === 'H2O is starting.').length === 2) resolve();
    });
  });
  expect(engine.state.status).toBe('STARTING');
  expect(messages).toContain('H2O did not come up and is being started again.');
});
