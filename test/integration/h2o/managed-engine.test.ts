import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { H2OConnectionError } from '../../../src/h2o/client/errors.js';
import { ManagedEngine, type ManagedEngineOptions } from '../../../src/h2o/process/managed-engine.js';
import { MPG, TestRun } from '../training/support.js';
import { isAlive, smallEngine, stateOf } from './support.js';

const log = pino({ level: 'silent' });

let options: ManagedEngineOptions;
beforeAll(async () => {
  const small = await smallEngine();
  options = small.options;
  return small.remove;
});

describe('a managed engine', () => {
  let engine: ManagedEngine;
  beforeAll(() => {
    engine = new ManagedEngine(options, log);
  });
  afterAll(() => engine.close());

  it('tells that it starts, and is ready by itself', async () => {
    expect(engine.state.status).toBe('STARTING');
    const client = await engine.ready();
    expect(engine.state).toMatchObject({
      status: 'READY',
      nodes: 1,
      version: (await client.identify()).version,
    });
    const cloud = await client.cloud();
    expect(cloud.nodes.map((node) => node.pid)).toEqual([engine.pid]);
  });

  it('is on loopback only, behind a login, and shows its password to nobody', async () => {
    const { url, user, password } = engine.connection!;
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect((await fetch(`${url}/3/Ping`)).status).toBe(401);
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    expect((await fetch(`${url}/3/Ping`, { headers: { authorization: `Basic ${basic}` } })).status).toBe(200);
    const shown = spawn('ps', ['-o', 'args=', '-p', String(engine.pid)]);
    const [commandLine] = await Promise.all([text(shown.stdout), once(shown, 'close')]);
    expect(commandLine).toContain('-web_ip 127.0.0.1');
    expect(commandLine).not.toContain(password);
    const [run] = await readdir(options.runsDir);
    const files = await readdir(path.join(options.runsDir, run!), { recursive: true, withFileTypes: true });
    const realm = files.find((file) => file.name === 'realm.properties')!;
    expect(await readFile(path.join(realm.parentPath, realm.name), 'utf8')).not.toContain(password);
  });

  it('keeps two small keys of a task that it has trained, and no data', { timeout: 180_000 }, async () => {
    const client = await engine.ready();
    for (let task = 0; task < 2; task++) {
      const run = await TestRun.start(engine, MPG, { algorithms: ['GLM'], maxModels: 1, escalate: false });
      onTestFinished(() => run.dispose());
      await run.outcome;
    }
    // What was removed still counts for some seconds. One key more is the list of jobs.
    await vi.waitFor(
      async () => {
        const [node] = (await client.cloud()).nodes;
        expect(node!.keys).toBeLessThanOrEqual(1 + 2 * 2);
        expect(node!.dataBytes).toBeLessThan(2000);
      },
      { timeout: 60_000, interval: 500 },
    );
  });

  it('is started again when it is killed: calls under way fail as lost, and the next client is another', async () => {
    const before = await stateOf(engine, 'READY');
    const client = await engine.ready();
    const pid = engine.pid!;
    const restarting = stateOf(engine, 'RESTARTING');
    process.kill(pid, 'SIGKILL');
    expect((await restarting).message).toBe('H2O was lost and is being started again.');
    await expect(client.ping()).rejects.toThrow(H2OConnectionError);
    const next = await engine.ready();
    expect(next).not.toBe(client);
    const after = await stateOf(engine, 'READY');
    expect(after.clusterId).not.toBe(before.clusterId);
    expect(engine.pid).not.toBe(pid);
    // The killed one left a native library of 157 MB in its directory.
    expect(await readdir(options.runsDir)).toHaveLength(1);
  });

  it(
    'says that it is silent while it hangs, goes on when it wakes, and is replaced when it does not',
    { timeout: 120_000 },
    async () => {
      const impatient = { pingIntervalMs: 500, unresponsiveAfterMs: 1000, deadAfterMs: 8000 };
      const hanging = new ManagedEngine({ ...options, ...impatient }, log);
      onTestFinished(() => hanging.close());
      const before = await stateOf(hanging, 'READY');
      const client = await hanging.ready();
      const pid = hanging.pid!;
      process.kill(pid, 'SIGSTOP');
      expect((await stateOf(hanging, 'UNRESPONSIVE')).message).toMatch(/does not answer/);
      process.kill(pid, 'SIGCONT');
      expect(await stateOf(hanging, 'READY')).toEqual(before);
      expect(await hanging.ready()).toBe(client);

      process.kill(pid, 'SIGSTOP');
      await stateOf(hanging, 'UNRESPONSIVE');
      await stateOf(hanging, 'RESTARTING');
      expect((await stateOf(hanging, 'READY')).clusterId).not.toBe(before.clusterId);
      expect(hanging.pid).not.toBe(pid);
    },
  );

  it('leaves no process and no directory when it is closed, also when that is asked twice', async () => {
    const pid = engine.pid!;
    await Promise.all([engine.close(), engine.close()]);
    expect(engine.state).toEqual({ status: 'STOPPED' });
    expect(isAlive(pid)).toBe(false);
    expect(await readdir(options.runsDir)).toEqual([]);
    await expect(engine.ready()).rejects.toThrow('H2O was stopped.');
  });
});

describe('an engine whose owner', () => {
  /** A process that starts an engine; it prints the engine's pid when that is ready. */
  function startOwner() {
    const script = path.join(import.meta.dirname, 'engine-owner.js');
    const owner = spawn(process.execPath, [script, JSON.stringify({ ...options, deadManMs: 4_000 })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void owner.kill('SIGKILL'));
    const ready = once(createInterface({ input: owner.stdout }), 'line').then(([pid]) => Number(pid));
    return { owner, ready };
  }

  const untilGone = (pid: number) =>
    vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000, interval: 50 });

  it('is killed goes with it', async () => {
    const { owner, ready } = startOwner();
    const pid = await ready;
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await untilGone(pid);
  });

  it('is killed before it has ever been pinged goes with it', async () => {
    const { owner } = startOwner();
    const pid = await vi.waitFor(() => pidOf(options.runsDir), { timeout: 20_000, interval: 20 });
    owner.kill('SIGKILL');
    await untilGone(pid);
  });

  it('hangs ends itself', async () => {
    const { owner, ready } = startOwner();
    const pid = await ready;
    owner.kill('SIGSTOP');
    await untilGone(pid);
  });
});

/** Of the process that has this text on its command line and is no owner. @throws where there is none. */
async function pidOf(text: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=', '-ww']);
  const line = stdout.split('\n').find((each) => each.includes(`-ice_root ${text}`));
  if (line === undefined) throw new Error('There is no such process yet.');
  return Number.parseInt(line, 10);
}
