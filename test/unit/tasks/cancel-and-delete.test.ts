import { expect, test } from 'vitest';
import { TaskRunError } from '../../../src/domain/task-run-error.js';
import { TaskNotFoundError } from '../../../src/domain/errors.js';
import { collect, ENGINE_RUN, LEADERBOARD, openYard, untilEnd } from './support.js';

test('a waiting task is cancelled at once', async () => {
  const { queue, submit, removed } = openYard();
  submit('a', 'b');
  expect(await queue.cancel('b')).toMatchObject({
    status: 'CANCELLED',
    queuePosition: null,
    startedAt: null,
  });
  expect(removed).toEqual([]);
});

test('a running task is cancelled when its runner has ended, and nothing of it is kept', async () => {
  const { queue, runner, submit, removed } = openYard();
  runner.endsOnAbort = false;
  submit('a', 'b');
  const { context, fail } = runner.last;
  context.report({ leaderboard: LEADERBOARD, engineRun: ENGINE_RUN });
  const cancelling = queue.cancel('a');
  expect(context.signal.aborted).toBe(true);
  expect(queue.get('a')).toMatchObject({ status: 'IN_PROGRESS', message: 'Cancelling' });
  fail(new Error('stopped'));
  expect(await cancelling).toMatchObject({
    status: 'CANCELLED',
    leaderboard: [],
    model: null,
    failure: null,
    engineRun: null,
    message: null,
  });
  expect(removed).toEqual(['model a']);
  expect((await runner.attempt(1)).task.id).toBe('b');
});

test('two cancels of one task both get it CANCELLED, and it is stopped once', async () => {
  const { queue, runner, submit, log } = openYard();
  submit('a');
  const [first, second] = await Promise.all([queue.cancel('a'), queue.cancel('a')]);
  expect(first).toEqual(second);
  expect(first.status).toBe('CANCELLED');
  expect(await queue.cancel('a')).toEqual(first);
  expect(log.filter(({ msg }) => msg === 'task cancelled')).toHaveLength(1);
  expect(runner.attempts).toHaveLength(1);
});

test('a cancel that comes with the finish wins, and the model is removed', async () => {
  const { queue, runner, submit, removed } = openYard();
  runner.endsOnAbort = false;
  submit('a');
  runner.last.succeed();
  expect(await queue.cancel('a')).toMatchObject({ status: 'CANCELLED', model: null, leaderboard: [] });
  expect(removed).toEqual(['model a']);
});

test('a cancel that comes after the finish leaves the task as it is', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  runner.last.succeed();
  const done = await untilEnd(queue, 'a');
  expect(await queue.cancel('a')).toEqual(done);
});

test('a cancel that comes with the loss of the engine ends the task', async () => {
  const { queue, runner, submit } = openYard();
  runner.endsOnAbort = false;
  submit('a');
  runner.last.fail(new TaskRunError('ENGINE_LOST', 'Gone.', { retryable: true }));
  expect((await queue.cancel('a')).status).toBe('CANCELLED');
  expect(runner.attempts).toHaveLength(1);
});

test('a cancel that comes while what was saved is removed is not too late', async () => {
  let removeNow: () => void = () => undefined;
  const removing = new Promise<void>((resolve) => (removeNow = resolve));
  let reached: () => void = () => undefined;
  const reachedRemoval = new Promise<void>((resolve) => (reached = resolve));
  const { queue, runner, submit } = openYard({
    files: {
      removeModel: () => {
        reached();
        return removing;
      },
      removeAll: () => Promise.resolve(),
    },
  });
  submit('a');
  runner.last.fail(new TaskRunError('NO_MODEL', 'None.'));
  await reachedRemoval;
  const cancelling = queue.cancel('a');
  removeNow();
  expect((await cancelling).status).toBe('CANCELLED');
});

test('a cancelled task can be retried at once', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  await queue.cancel('a');
  queue.retry('a');
  expect(runner.attempts).toHaveLength(2);
  runner.last.succeed();
  expect((await untilEnd(queue, 'a')).status).toBe('DONE');
});

test('reports that come after the cancel are not heard', async () => {
  const { queue, runner, submit } = openYard();
  runner.endsOnAbort = false;
  submit('a');
  const cancelling = queue.cancel('a');
  runner.last.context.report({ message: 'Still at it', progress: 0.9 });
  expect(queue.get('a').message).toBe('Cancelling');
  runner.last.fail(new Error('stopped'));
  expect(await cancelling).toMatchObject({ status: 'CANCELLED', progress: 0 });
});

test('a runner that does not end when it is stopped is left behind', async () => {
  const { queue, runner, submit } = openYard({ stopGraceMs: 20 });
  runner.endsOnAbort = false;
  submit('a', 'b');
  expect((await queue.cancel('a')).status).toBe('CANCELLED');
  const [stuck, next] = [runner.attempts[0]!, await runner.attempt(1)];
  stuck.context.report({ progress: 0.9 });
  stuck.succeed();
  next.succeed();
  expect((await untilEnd(queue, 'b')).status).toBe('DONE');
  expect(queue.get('a')).toMatchObject({ status: 'CANCELLED', progress: 0, model: null });
});

test('a deleted task is gone with its files, whatever its state was', async () => {
  const { queue, runner, submit, removed, line } = openYard();
  submit('done', 'running', 'waiting');
  runner.last.succeed();
  await untilEnd(queue, 'done');
  await queue.delete('done');
  await queue.delete('waiting');
  await queue.delete('running');
  expect(removed).toEqual(['all done', 'all waiting', 'model running', 'all running']);
  expect(queue.list({ first: 5 }).tasks).toEqual([]);
  expect(line()).toEqual([]);
  expect(() => queue.get('running')).toThrow(TaskNotFoundError);
});

test('deleting a running task stops it first; its subscribers see it cancelled and are completed', async () => {
  const { queue, runner, submit } = openYard();
  submit('a', 'b');
  const seen = collect(queue.watch('a'));
  await queue.delete('a');
  expect(runner.attempts[0]!.context.signal.aborted).toBe(true);
  expect((await seen).map(({ status, message }) => message ?? status)).toEqual([
    'Starting',
    'Cancelling',
    'CANCELLED',
  ]);
  expect((await runner.attempt(1)).task.id).toBe('b');
});

test('delete, cancel and another delete at once do not trip over each other', async () => {
  const { queue, submit, removed } = openYard();
  submit('a');
  const [, cancelled] = await Promise.all([queue.delete('a'), queue.cancel('a'), queue.delete('a')]);
  expect(cancelled.status).toBe('CANCELLED');
  expect(queue.find('a')).toBeNull();
  expect(removed).toEqual(['model a', 'all a']);
});
