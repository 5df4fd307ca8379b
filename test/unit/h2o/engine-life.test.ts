import { describe, expect, it, vi } from 'vitest';
import { H2OClient } from '../../../src/h2o/client/client.js';
import { EngineLife } from '../../../src/h2o/engine/engine-life.js';

const client = new H2OClient({ url: 'http://127.0.0.1:1' });
const READY = { status: 'READY', version: '3', nodes: 1, clusterId: 'a' } as const;

describe('those who wait for the engine', () => {
  it('get its client as soon as it is ready, and at once from then on', async () => {
    const life = new EngineLife();
    const waiting = life.ready();
    life.setComing(false, 'H2O is starting.');
    life.setReady(READY, client);
    expect(await waiting).toBe(client);
    expect(await life.ready()).toBe(client);
  });

  it('wait again after a loss, for the next client', async () => {
    const life = new EngineLife();
    life.setReady(READY, client);
    life.setComing(true, 'H2O was lost.');
    expect(life.state).toEqual({ status: 'RESTARTING', message: 'H2O was lost.' });
    const next = new H2OClient({ url: 'http://127.0.0.1:1' });
    const waiting = life.ready();
    life.setReady({ ...READY, clusterId: 'b' }, next);
    expect(await waiting).toBe(next);
  });

  it('get the reason why it is not available, or that it was stopped, from then on', async () => {
    const life = new EngineLife();
    const waiting = life.ready();
    life.set({ status: 'FAILED', message: 'Install Java.' });
    await expect(waiting).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE', message: 'Install Java.' });
    life.set({ status: 'STOPPED' });
    life.setReady(READY, client);
    await expect(life.ready()).rejects.toThrow('H2O was stopped.');
  });

  it('stop waiting when they are aborted', async () => {
    const life = new EngineLife();
    const abort = new AbortController();
    const waiting = life.ready(abort.signal);
    abort.abort(new Error('no longer wanted'));
    await expect(waiting).rejects.toThrow('no longer wanted');
    await expect(life.ready(abort.signal)).rejects.toThrow('no longer wanted');
  });

  it('may listen to each change, until they leave', () => {
    const life = new EngineLife();
    const listener = vi.fn();
    const leave = life.onState(listener);
    life.setReady(READY, client);
    leave();
    life.set({ status: 'STOPPED' });
    expect(listener.mock.calls).toEqual([[READY]]);
  });
});
