import { expect, test } from 'vitest';
import { QueueFullError, TaskNotFoundError, TaskNotReadyError } from '../../../src/domain/errors.js';
import { ENGINE_RUN, LEADERBOARD, newTask, openYard, OUTCOME, untilEnd } from './support.js';

test('fifty tasks submitted at once run in order, one at a time', async () => {
  const { queue, runner, submit } = openYard();
  const ids = Array.from({ length: 50 }, (_, i) => `t${i}`);
  submit(...ids);
  for (let n = 0; n < ids.length; n++) {
    const attempt = await runner.attempt(n);
    expect(queue.list({ first: 50, filter: { status: ['IN_PROGRESS'] } }).tasks.map(({ id }) => id)).toEqual([
      ids[n],
    ]);
    expect(queue.queueLength()).toBe(49 - n);
    attempt.succeed();
  }
  await untilEnd(queue, 't49');
  expect(runner.attempts.map(({ task }) => task.id)).toEqual(ids);
  expect(queue.list({ first: 50, filter: { status: ['DONE'] } }).totalCount).toBe(50);
});

test('with concurrency 3, three run at once and the next takes the first free place', async () => {
  const { queue, runner, submit, line } = openYard({ concurrency: 3 });
  submit('a', 'b', 'c', 'd', 'e');
  expect(runner.attempts.map(({ task }) => task.id)).toEqual(['a', 'b', 'c']);
  runner.attempts[1]!.succeed();
  await untilEnd(queue, 'b');
  expect((await runner.attempt(3)).task.id).toBe('d');
  expect(line()).toEqual(['e:1']);
});

test('a task that is submitted is WAITING at the end of the line, even when it starts at once', () => {
  const { queue } = openYard();
  expect(queue.submit(newTask('a'))).toMatchObject({ status: 'WAITING', queuePosition: 1 });
  expect(queue.get('a')).toMatchObject({ status: 'IN_PROGRESS', queuePosition: null, attempts: 1 });
  expect(queue.submit(newTask('b'))).toMatchObject({ status: 'WAITING', queuePosition: 1 });
  expect(queue.submit(newTask('c'))).toMatchObject({ status: 'WAITING', queuePosition: 2 });
});

test('a finished task has its leaderboard, its model and its notes', async () => {
  const { queue, runner, submit, removed } = openYard();
  submit('a');
  runner.last.context.report({ progress: 0.5, message: 'Training', engineRun: ENGINE_RUN });
  expect(queue.get('a')).toMatchObject({ progress: 0.5, message: 'Training', engineRun: ENGINE_RUN });
  runner.last.succeed();
  expect(await untilEnd(queue, 'a')).toMatchObject({
    status: 'DONE',
    progress: 1,
    message: null,
    failure: null,
    engineRun: null,
    ...OUTCOME,
  });
  expect(removed).toEqual([]);
});

test('positions are right after each operation', async () => {
  const { queue, runner, submit, line } = openYard();
  submit('a', 'b', 'c', 'd', 'e');
  expect(line()).toEqual(['b:1', 'c:2', 'd:3', 'e:4']);
  await queue.cancel('c');
  expect(line()).toEqual(['b:1', 'd:2', 'e:3']);
  queue.retry('c');
  expect(line()).toEqual(['b:1', 'd:2', 'e:3', 'c:4']);
  await queue.delete('d');
  expect(line()).toEqual(['b:1', 'e:2', 'c:3']);
  runner.last.succeed();
  await runner.attempt(1);
  expect(line()).toEqual(['e:1', 'c:2']);
  await queue.cancel('b');
  expect(line()).toEqual(['c:1']);
  submit('f');
  expect(line()).toEqual(['c:1', 'f:2']);
});

test('a full queue refuses new tasks and retries until there is room', async () => {
  const { queue, submit } = openYard({ queueLimit: 2 });
  submit('a', 'b', 'c');
  expect(() => submit('d')).toThrow(QueueFullError);
  expect(queue.find('d')).toBeNull();
  await queue.cancel('b');
  submit('d');
  expect(() => queue.retry('b')).toThrow(QueueFullError);
  expect(queue.get('b').status).toBe('CANCELLED');
});

test('tasks are taken in before the scheduler begins', () => {
  const { queue, runner, submit, line } = openYard({ begin: false });
  submit('a', 'b');
  expect(line()).toEqual(['a:1', 'b:2']);
  queue.start();
  queue.start();
  expect(runner.attempts).toHaveLength(1);
});

test('a task that is not there is TASK_NOT_FOUND for every operation', async () => {
  const { queue } = openYard();
  expect(queue.find('x')).toBeNull();
  expect(() => queue.get('x')).toThrow(TaskNotFoundError);
  expect(() => queue.retry('x')).toThrow(TaskNotFoundError);
  expect(() => queue.watch('x')).toThrow(TaskNotFoundError);
  await expect(queue.cancel('x')).rejects.toThrow(TaskNotFoundError);
  expect(() => queue.finishEarly('x')).toThrow(TaskNotFoundError);
  await expect(queue.delete('x')).rejects.toThrow(TaskNotFoundError);
});

test('the log has a line for each event of a task, with its id', async () => {
  const { queue, runner, submit, log } = openYard();
  submit('a');
  runner.last.succeed();
  await untilEnd(queue, 'a');
  await queue.delete('a');
  expect(log.map(({ msg, taskId }) => `${String(msg)} ${String(taskId)}`)).toEqual([
    'task submitted a',
    'task started a',
    'task done a',
    'task deleted a',
  ]);
});

test('finishing early tells the runner, and the task is done with what it has', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  expect(runner.last.context.finishEarly.aborted).toBe(false);
  expect(queue.finishEarly('a').message).toMatch(/best model so far/);
  queue.finishEarly('a');
  expect(runner.last.context.finishEarly.aborted).toBe(true);
  expect(runner.last.context.signal.aborted).toBe(false);
  runner.last.succeed();
  expect((await untilEnd(queue, 'a')).status).toBe('DONE');
});

test('only a task that is training can be finished early', async () => {
  const { queue, runner, submit } = openYard();
  runner.endsOnAbort = false;
  submit('a', 'b');
  expect(() => queue.finishEarly('b')).toThrow(/is WAITING/);
  const cancelled = queue.cancel('a');
  expect(() => queue.finishEarly('a')).toThrow(/is being stopped/);
  runner.last.fail(new Error('stopped'));
  await cancelled;
  expect(() => queue.finishEarly('a')).toThrow(TaskNotReadyError);
});

test('a retry is for ERROR and CANCELLED only', async () => {
  const { queue, runner, submit } = openYard();
  submit('a', 'b');
  expect(() => queue.retry('a')).toThrow(TaskNotReadyError);
  expect(() => queue.retry('b')).toThrow(TaskNotReadyError);
  runner.last.succeed();
  await untilEnd(queue, 'a');
  expect(() => queue.retry('a')).toThrow(/is DONE/);
});

test('a retried task runs again as if it were new', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  runner.last.context.report({ leaderboard: LEADERBOARD, engineRun: ENGINE_RUN });
  runner.last.fail(new Error('boom'));
  expect((await untilEnd(queue, 'a')).status).toBe('ERROR');
  expect(queue.retry('a')).toMatchObject({ status: 'WAITING', failure: null });
  expect(runner.last.task).toMatchObject({ attempts: 1, leaderboard: [], engineRun: null });
  runner.last.succeed();
  expect((await untilEnd(queue, 'a')).status).toBe('DONE');
});
