import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskRunError } from '../../../src/domain/task-run-error.js';
import { TrainyardError } from '../../../src/domain/errors.js';
import type { Task } from '../../../src/tasks/task.js';
import { hasEnded } from '../../../src/tasks/transitions.js';
import type { Yard } from './support.js';
import { newTask, openYard } from './support.js';

const which = fc.nat({ max: 9 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const) }) },
  fc.record({
    do: fc.constantFrom('cancel', 'retry', 'delete', 'finishEarly', 'watch', 'leave', 'report'),
    which,
  }),
  fc.record({ do: fc.constantFrom('succeed', 'fail', 'loseEngine', 'settle'), which }),
  fc.record({ do: fc.constant('crash' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const CONCURRENCY = 2;
const QUEUE_LIMIT = 8;

/** Performs steps, remembers what the user asked for, and checks after each what must always hold. */
class Walk {
  #yard: Yard;
  readonly #ids: string[] = [];
  /** Tasks as they were after the step before. */
  readonly #before = new Map<string, Task>();
  readonly #retried = new Set<string>();
  readonly #deleted = new Set<string>();
  readonly #pending: Promise<unknown>[] = [];
  readonly #feeds: AsyncIterableIterator<Task>[] = [];

  constructor() {
    this.#yard = openYard({ concurrency: CONCURRENCY, queueLimit: QUEUE_LIMIT });
  }

  async perform(step: Step): Promise<void> {
    const { queue, runner } = this.#yard;
    const id = ('which' in step && this.#ids[step.which]) || 'none';
    const attempt = 'which' in step ? runner.attempts.at(-1 - (step.which % CONCURRENCY)) : undefined;
    try {
      if (step.do === 'submit') queue.submit(newTask(this.#newId()));
      else if (step.do === 'cancel') {
        const { status } = queue.get(id);
        const expected = hasEnded(status) ? status : 'CANCELLED';
        this.#later(queue.cancel(id).then((task) => expect(task.status).toBe(expected)));
      } else if (step.do === 'delete') {
        this.#deleted.add(id);
        this.#later(queue.delete(id));
      } else if (step.do === 'finishEarly') queue.finishEarly(id);
      else if (step.do === 'retry') {
        queue.retry(id);
        this.#retried.add(id);
      } else if (step.do === 'watch') this.#feeds.push(queue.watch(id));
      else if (step.do === 'leave') await this.#feeds.shift()?.return?.();
      else if (step.do === 'report') attempt?.context.report({ progress: 0.5 });
      else if (step.do === 'succeed') attempt?.succeed();
      else if (step.do === 'fail') attempt?.fail(new TaskRunError('NO_MODEL', 'None.'));
      else if (step.do === 'loseEngine')
        attempt?.fail(new TaskRunError('ENGINE_LOST', 'Gone.', { retryable: true }));
      else if (step.do === 'settle') await Promise.all(this.#pending.splice(0));
      else await this.#crash();
    } catch (error) {
      // A refusal is an answer too.
      if (!(error instanceof TrainyardError)) throw error;
    }
    this.#check();
  }

  /** Lets all that runs come to its end: every task must end, and every subscription with it. */
  async finish(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
    const { queue, runner } = this.#yard;
    for (let n = 0; queue.list({ first: 100 }).tasks.some((task) => !hasEnded(task.status)); n++) {
      (await runner.attempt(n)).succeed();
      // The runner's promise, the run, the removal and the settlement each take a turn.
      await new Promise(setImmediate);
      this.#check();
    }
    for (const feed of this.#feeds) for await (const task of feed) expect(task.id).toMatch(/^t/);
    expect(queue.listenerCount).toBe(0);
    await queue.stop();
    this.#yard.crash();
  }

  #newId(): string {
    const id = `t${this.#ids.length}`;
    this.#ids.push(id);
    return id;
  }

  #later(work: Promise<unknown>): void {
    this.#pending.push(
      work.catch((error: unknown) => {
        if (!(error instanceof TrainyardError)) throw error;
      }),
    );
  }

  async #crash(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
    const before = this.#yard.queue.list({ first: 100 }).tasks.filter(({ status }) => hasEnded(status));
    for (const feed of this.#feeds.splice(0)) await feed.return?.();
    this.#yard.crash();
    this.#yard = openYard({
      directory: this.#yard.directory,
      concurrency: CONCURRENCY,
      queueLimit: QUEUE_LIMIT + CONCURRENCY,
    });
    for (const task of before) expect(this.#yard.queue.get(task.id)).toEqual(task);
  }

  #check(): void {
    const { queue, store } = this.#yard;
    const tasks = queue.list({ first: 100 }).tasks;
    const waiting = tasks
      .filter(({ status }) => status === 'WAITING')
      .sort((a, b) => a.queueSeq - b.queueSeq);
    expect(waiting.map(({ queuePosition }) => queuePosition)).toEqual(waiting.map((_, index) => index + 1));
    expect(store.waitingBehind(0, 100)).toEqual(waiting.map(({ id, queueSeq }) => ({ id, queueSeq })));
    const running = tasks.filter(({ status }) => status === 'IN_PROGRESS');
    expect(running.length).toBeLessThanOrEqual(CONCURRENCY);
    // First come, first served.
    for (const { queueSeq } of running) expect(queueSeq).toBeLessThan(waiting[0]?.queueSeq ?? Infinity);
    // A free place is never left empty while somebody waits.
    if (waiting.length > 0) expect(running.length).toBe(CONCURRENCY);
    for (const task of tasks) {
      expect(task.queuePosition !== null).toBe(task.status === 'WAITING');
      expect(task.model !== null).toBe(task.status === 'DONE');
      expect(task.failure !== null).toBe(task.status === 'ERROR');
      expect(task.finishedAt !== null).toBe(hasEnded(task.status));
      expect(task.attempts).toBeLessThanOrEqual(3);
    }
    for (const [id, before] of this.#before) {
      if (this.#retried.has(id) || this.#deleted.has(id)) continue;
      const now = store.get(id);
      // What has ended stays as it is, and what is put back keeps its place.
      if (hasEnded(before.status)) expect(now).toEqual(before);
      expect(now.queueSeq).toBe(before.queueSeq);
    }
    this.#before.clear();
    this.#retried.clear();
    for (const task of tasks) this.#before.set(task.id, task);
  }
}

test('no sequence of operations, ends and crashes breaks the order of the line or the rules of a task', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
      const walk = new Walk();
      for (const each of steps) await walk.perform(each);
      await walk.finish();
    }),
    { numRuns: 40 },
  );
}, 60_000);
