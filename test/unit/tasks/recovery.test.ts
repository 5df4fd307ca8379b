import { expect, test } from 'vitest';
import { ServiceStoppingError } from '../../../src/domain/run.js';
import { TaskRunError } from '../../../src/domain/task-run-error.js';
import { EngineUnavailableError } from '../../../src/domain/errors.js';
import { ENGINE_RUN, LEADERBOARD, newTask, openYard, OUTCOME, untilEnd } from './support.js';

const engineLost = () => new TaskRunError('ENGINE_LOST', 'H2O died.', { retryable: true });

test('after a crash the interrupted task runs first, with its engine run, and the line keeps its order', async () => {
  const before = openYard();
  before.submit('a', 'b', 'c');
  before.runner.last.context.report({ progress: 0.5, leaderboard: LEADERBOARD, engineRun: ENGINE_RUN });
  before.crash();

  const after = openYard({ directory: before.directory });
  expect(after.runner.last.task).toMatchObject({ id: 'a', attempts: 2, progress: 0, leaderboard: [] });
  expect(after.runner.last.task.engineRun).toEqual(ENGINE_RUN);
  expect(after.line()).toEqual(['b:1', 'c:2']);
  for (const [n, id] of ['a', 'b', 'c'].entries()) {
    const attempt = await after.runner.attempt(n);
    expect(attempt.task.id).toBe(id);
    attempt.succeed();
  }
  expect((await untilEnd(after.queue, 'c')).status).toBe('DONE');
});

test('a wish to finish early outlives the loss of the engine and of the service, and ends with a retry', async () => {
  const before = openYard();
  before.submit('a');
  before.queue.finishEarly('a');
  before.runner.last.fail(engineLost());
  const second = await before.runner.attempt(1);
  expect(second.context.finishEarly.aborted).toBe(true);
  before.crash();

  const after = openYard({ directory: before.directory });
  const third = after.runner.last;
  expect(third.context.finishEarly.aborted).toBe(true);
  third.fail(new TaskRunError('NO_MODEL', 'None.'));
  await untilEnd(after.queue, 'a');
  after.queue.retry('a');
  expect((await after.runner.attempt(1)).context.finishEarly.aborted).toBe(false);
});

test('tasks that were in progress together are taken up again in their order', () => {
  const before = openYard({ concurrency: 2 });
  before.submit('a', 'b', 'c');
  before.crash();
  const after = openYard({ directory: before.directory, concurrency: 1 });
  expect(after.runner.last.task.id).toBe('a');
  expect(after.line()).toEqual(['b:1', 'c:2']);
});

test('a task during which the service crashes three times ends as ENGINE_LOST', () => {
  let yard = openYard();
  yard.submit('a', 'b');
  for (let restart = 1; restart <= 2; restart++) {
    yard.crash();
    yard = openYard({ directory: yard.directory });
    expect(yard.runner.last.task).toMatchObject({ id: 'a', attempts: restart + 1 });
  }
  yard.crash();
  yard = openYard({ directory: yard.directory });
  expect(yard.queue.get('a')).toMatchObject({ status: 'ERROR', failure: { code: 'ENGINE_LOST' } });
  expect(yard.runner.last.task.id).toBe('b');
});

test('an interrupted task can be cancelled or deleted before the scheduler begins', async () => {
  const before = openYard({ concurrency: 2 });
  before.submit('a', 'b');
  before.crash();
  const after = openYard({ directory: before.directory, begin: false });
  expect((await after.queue.cancel('a')).status).toBe('CANCELLED');
  await after.queue.delete('b');
  after.queue.start();
  expect(after.runner.attempts).toEqual([]);
});

test('a task whose engine is lost runs again at once, in its old place', async () => {
  const { queue, runner, submit, line } = openYard();
  submit('a', 'b');
  runner.last.context.report({ progress: 0.5, engineRun: ENGINE_RUN });
  const seen: string[] = [];
  const watching = (async () => {
    for await (const { status, attempts } of queue.watch('a')) seen.push(`${status} ${attempts}`);
  })();
  runner.last.fail(engineLost());
  const second = await runner.attempt(1);
  expect(second.task).toMatchObject({ id: 'a', attempts: 2, engineRun: ENGINE_RUN, progress: 0 });
  expect(line()).toEqual(['b:1']);
  second.succeed();
  await watching;
  expect(seen).toEqual(['IN_PROGRESS 1', 'WAITING 1', 'IN_PROGRESS 2', 'DONE 2']);
});

test('a task whose engine is lost three times ends as ENGINE_LOST and says what to do', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  for (let n = 0; n < 3; n++) (await runner.attempt(n)).fail(engineLost());
  const ended = await untilEnd(queue, 'a');
  expect(ended).toMatchObject({ status: 'ERROR', attempts: 3, failure: { code: 'ENGINE_LOST' } });
  expect(ended.failure?.message).toMatch(/3 attempts.*H2O died\..*retry/);
  queue.retry('a');
  expect(runner.last.task.attempts).toBe(1);
});

test('a failure with a reason is shown with it, and the next task runs', async () => {
  const { queue, runner, submit, removed } = openYard();
  submit('a', 'b', 'c');
  runner.last.fail(new TaskRunError('NO_MODEL', 'Every model failed.'));
  expect((await untilEnd(queue, 'a')).failure).toEqual({ code: 'NO_MODEL', message: 'Every model failed.' });
  (await runner.attempt(1)).fail(new EngineUnavailableError('No Java.'));
  expect((await untilEnd(queue, 'b')).failure).toEqual({ code: 'ENGINE_UNAVAILABLE', message: 'No Java.' });
  expect(removed).toEqual(['model a', 'model b']);
  expect((await runner.attempt(2)).task.id).toBe('c');
});

test('a bug is shown as a reference only, which the log has with the stack', async () => {
  const { queue, runner, submit, log } = openYard();
  submit('a');
  runner.last.fail(new TypeError('secret of /home/someone'));
  const { failure } = await untilEnd(queue, 'a');
  expect(failure?.code).toBe('INTERNAL_SERVER_ERROR');
  expect(failure?.message).not.toMatch(/secret/);
  const line = log.find(({ reference }) => reference !== undefined);
  expect(failure?.message).toContain(line?.['reference']);
  expect(line).toMatchObject({
    taskId: 'a',
    err: { type: 'TypeError', stack: expect.any(String) as string },
  });
});

test('a runner that throws before its first await, and an outcome that cannot be stored, are bugs like any other', async () => {
  const { queue, runner, submit } = openYard();
  submit('a');
  runner.last.succeed({ ...OUTCOME, model: { ...OUTCOME.model, path: undefined as unknown as string } });
  expect((await untilEnd(queue, 'a')).failure?.code).toBe('INTERNAL_SERVER_ERROR');

  const throwing = openYard({
    runner: () => {
      throw new Error('at once');
    },
  });
  throwing.submit('b');
  expect((await untilEnd(throwing.queue, 'b')).failure?.code).toBe('INTERNAL_SERVER_ERROR');
});

test('stopping puts the running task back to go on at the next start, and counts no attempt', async () => {
  const before = openYard();
  before.submit('a', 'b');
  before.runner.last.context.report({ engineRun: ENGINE_RUN });
  const stopped = before.queue.stop();
  expect(() => before.queue.submit(newTask('c'))).toThrow(EngineUnavailableError);
  await Promise.all([stopped, before.queue.stop()]);
  expect(before.runner.last.context.signal.reason).toBeInstanceOf(ServiceStoppingError);
  expect(before.queue.get('a')).toMatchObject({ status: 'WAITING', queuePosition: 1, attempts: 0 });
  expect(before.runner.attempts).toHaveLength(1);
  before.crash();

  const after = openYard({ directory: before.directory });
  expect(after.runner.last.task).toMatchObject({ id: 'a', attempts: 1, engineRun: ENGINE_RUN });
  expect(after.line()).toEqual(['b:1']);
});

test('a task that finishes while the service stops is done', async () => {
  const { queue, runner, submit } = openYard();
  runner.endsOnAbort = false;
  submit('a');
  const stopped = queue.stop();
  runner.last.succeed();
  await stopped;
  expect(queue.get('a').status).toBe('DONE');
});

test('a task that is cancelled while the service stops is cancelled', async () => {
  const { queue, runner, submit } = openYard();
  runner.endsOnAbort = false;
  submit('a');
  const stopped = queue.stop();
  const cancelled = queue.cancel('a');
  runner.last.fail(new Error('stopped'));
  await stopped;
  expect((await cancelled).status).toBe('CANCELLED');
});

test('a stopped service can still cancel and delete what waits', async () => {
  const { queue, submit, line } = openYard();
  submit('a', 'b', 'c');
  await queue.stop();
  await queue.cancel('b');
  await queue.delete('c');
  expect(line()).toEqual(['a:1']);
});

test('what a run had saved and cannot be removed is logged, and holds nothing up', async () => {
  const { queue, runner, submit, log } = openYard({
    files: { removeModel: () => Promise.reject(new Error('busy')), removeAll: () => Promise.resolve() },
  });
  submit('a', 'b');
  runner.last.fail(new TaskRunError('NO_MODEL', 'None.'));
  expect((await untilEnd(queue, 'a')).failure?.code).toBe('NO_MODEL');
  await runner.attempt(1);
  expect(log).toContainEqual(expect.objectContaining({ taskId: 'a', level: 50 }));
});
