import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Health } from '../support/operations.js';
import { isAlive, SMALL, TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await TestService.start({ H2O_SILENCE_SECS: '12' });
});
afterAll(() => service.stop());

/** Each engine of this file is cold: what it trains is as little as there is. */
const ONE_MODEL = { ...SMALL, maxModels: 1, algorithms: ['GLM' as const] };

const isRunning = ({ status }: { status: string }) => status === 'IN_PROGRESS';

describe('nothing that was accepted is lost', () => {
  it('goes on after kill -9 of the service: what waited still waits in its order, what ran runs again', async () => {
    const ids = [
      await service.train('mpg.csv', { ...ONE_MODEL, target: 'mpg' }),
      await service.train('penguins.csv', { ...ONE_MODEL, target: 'species' }),
      await service.train('iris.csv', ONE_MODEL),
    ] as const;
    // An attempt counts once it has reached the engine.
    await service.until(ids[0], (task) => isRunning(task) && task.progress > 0);
    await service.kill('SIGKILL');

    await service.startAgain();
    const waiting = await Promise.all(ids.slice(1).map((id) => service.task(id)));
    expect(waiting.map(({ status, queuePosition }) => [status, queuePosition])).toEqual([
      ['WAITING', expect.any(Number)],
      ['WAITING', expect.any(Number)],
    ]);
    expect(waiting[0]!.queuePosition).toBeLessThan(waiting[1]!.queuePosition!);
    const tasks = await Promise.all(ids.map((id) => service.ended(id)));
    expect(tasks.map(({ status }) => status)).toEqual(['DONE', 'DONE', 'DONE']);
    expect(tasks[0]!.attempts).toBe(2);
    const ends = tasks.map(({ finishedAt }) => Date.parse(finishedAt!));
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });

  it('starts H2O again when it is killed in mid-training, and trains the task once more', async () => {
    const id = await service.train('titanic.csv', { ...ONE_MODEL, target: 'survived' });
    await service.until(id, (task) => isRunning(task) && task.progress > 0);
    const pid = await service.enginePid();
    process.kill(pid, 'SIGKILL');

    const task = await service.ended(id);
    expect(task).toMatchObject({ status: 'DONE', attempts: 2 });
    expect(await service.enginePid()).not.toBe(pid);
  });

  it('says that H2O hangs, starts it again, and loses one attempt by it', async () => {
    const id = await service.train('titanic.csv', { ...ONE_MODEL, target: 'survived' });
    await service.until(id, (task) => isRunning(task) && task.progress > 0);
    const pid = await service.enginePid();
    process.kill(pid, 'SIGSTOP');
    await vi.waitFor(
      async () => {
        const { health } = await service.client.request(Health, {});
        expect(health.engine.status).toBe('UNRESPONSIVE');
      },
      { timeout: 30_000, interval: 500 },
    );
    expect(await service.ended(id)).toMatchObject({ status: 'DONE', attempts: 2 });
    expect(await service.enginePid()).not.toBe(pid);
  });

  it('stops on SIGTERM with the engine gone and the running task left to be taken up again', async () => {
    const id = await service.train('titanic.csv', { ...ONE_MODEL, target: 'survived' });
    await service.until(id, (task) => isRunning(task) && task.progress > 0);
    const pid = await service.enginePid();
    expect(await service.kill('SIGTERM')).toBe(0);
    expect(isAlive(pid)).toBe(false);

    await service.startAgain();
    expect((await service.ended(id)).status).toBe('DONE');
  });

  it('gives a task up with ENGINE_LOST when the engine dies on it again and again', async () => {
    const id = await service.train('titanic.csv', { ...ONE_MODEL, target: 'survived' });
    const after = await service.train('iris.csv', ONE_MODEL);
    let last = 0;
    for (let attempt = 1; attempt <= 3; attempt++) {
      await service.until(id, (task) => isRunning(task) && task.progress > 0);
      const pid = await service.enginePid();
      expect(pid).not.toBe(last);
      last = pid;
      process.kill(pid, 'SIGKILL');
      await service.until(id, (task) => !(isRunning(task) && task.progress > 0));
    }
    expect(await service.ended(id)).toMatchObject({ status: 'ERROR', error: { code: 'ENGINE_LOST' } });
    expect((await service.ended(after)).status).toBe('DONE');
  });
});
