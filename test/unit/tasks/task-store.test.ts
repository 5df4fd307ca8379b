import LibSql from 'libsql';
import { expect, test, vi } from 'vitest';
import { TaskNotFoundError } from '../../../src/domain/errors.js';
import type { RunOutcome } from '../../../src/tasks/task.js';
import type { TaskFilter, TaskPlace, TaskSort } from '../../../src/tasks/task-service.js';
import { TaskStore } from '../../../src/tasks/task-store.js';
import { IllegalTransitionError } from '../../../src/tasks/transitions.js';
import { ENGINE_RUN, LEADERBOARD, newTask, OUTCOME, SAMPLE, temporaryDatabase } from './support.js';

const openStore = () => {
  const database = temporaryDatabase();
  return { store: new TaskStore(database), sql: database.sql };
};

test('a task comes back as it was put in', () => {
  const { store } = openStore();
  const task = newTask('one', { fileName: 'Ünïcode "quoted".csv' });
  expect(store.insert(task)).toEqual({
    ...task,
    name: null,
    note: null,
    tags: [],
    createdSeq: 1,
    queueSeq: 1,
    queuePosition: 1,
    status: 'WAITING',
    attempts: 0,
    problemType: SAMPLE.problemType,
    progress: 0,
    message: null,
    notes: [],
    events: [{ at: expect.any(String) as string, message: 'Queued' }],
    leaderboard: [],
    model: null,
    findings: [],
    baseline: null,
    failure: null,
    engineRun: null,
    finishEarly: false,
    engineReached: false,
    createdAt: expect.any(Date) as Date,
    startedAt: null,
    finishedAt: null,
  });
  expect(store.find('two')).toBeNull();
  expect(() => store.get('two')).toThrow(TaskNotFoundError);
});

test('an outcome comes back as the runner gave it', () => {
  const { store } = openStore();
  store.insert(newTask('one'));
  const started = store.start('one');
  expect(started).toMatchObject({ status: 'IN_PROGRESS', attempts: 1, queuePosition: null });
  expect(started.startedAt).toBeInstanceOf(Date);
  const finding = {
    code: 'NO_BETTER_THAN_BASELINE',
    severity: 'PROBLEM',
    column: null,
    rows: null,
    examples: [],
    message: 'The model is no better than the mean. Add columns that say more.',
  } as const;
  const outcome = { ...OUTCOME, findings: [finding], baseline: OUTCOME.model.metrics };
  const done = store.finish('one', outcome);
  expect(done).toMatchObject({ status: 'DONE', progress: 1, ...outcome });
  expect(done.finishedAt).toBeInstanceOf(Date);
});

test('an update changes what it names and keeps progress within 0 and 1', () => {
  const { store } = openStore();
  store.insert(newTask('one'));
  store.start('one');
  store.update('one', {
    progress: 0.5,
    message: 'Training',
    leaderboard: LEADERBOARD,
    engineRun: ENGINE_RUN,
  });
  expect(store.update('one', { progress: 7 })).toMatchObject({
    progress: 1,
    message: 'Training',
    leaderboard: LEADERBOARD,
    engineRun: ENGINE_RUN,
  });
  expect(store.update('one', { progress: -1 }).progress).toBe(0);
});

test('an illegal move changes nothing', () => {
  const { store } = openStore();
  const before = store.insert(newTask('one'));
  expect(() => store.finish('one', OUTCOME)).toThrow(IllegalTransitionError);
  expect(store.get('one')).toEqual(before);
});

test('what could not be read again is not written', () => {
  const { store } = openStore();
  store.insert(newTask('one'));
  const before = store.start('one');
  // JSON has no infinity: it would come back as null, which is no threshold.
  const rocCurve = [{ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 }];
  expect(() => store.finish('one', { ...OUTCOME, model: { ...OUTCOME.model, rocCurve } })).toThrow();
  expect(store.get('one')).toEqual(before);
});

test('fields that this version does not know pass through', () => {
  const { store, sql } = openStore();
  store.insert(newTask('one'));
  sql.exec("UPDATE tasks SET options = json_insert(options, '$.later', 1)");
  expect(store.get('one').options).toHaveProperty('later', 1);
});

test('a task that was put back keeps its place and its engine run, and loses the rest', () => {
  const { store } = openStore();
  for (const id of ['one', 'two']) store.insert(newTask(id));
  store.start('one');
  store.update('one', { progress: 0.5, leaderboard: LEADERBOARD, engineRun: ENGINE_RUN });
  expect(store.putBack('one', { message: 'Later', countAttempt: true })).toMatchObject({
    status: 'WAITING',
    queuePosition: 1,
    attempts: 1,
    progress: 0,
    message: 'Later',
    leaderboard: [],
    startedAt: null,
    engineRun: ENGINE_RUN,
  });
  store.start('one');
  expect(store.putBack('one', { message: 'Later', countAttempt: false }).attempts).toBe(1);
});

test('a retried task starts again at the end of the queue', () => {
  const { store } = openStore();
  for (const id of ['one', 'two']) store.insert(newTask(id));
  store.start('one');
  store.update('one', { progress: 0.5, leaderboard: LEADERBOARD, engineRun: ENGINE_RUN });
  expect(store.fail('one', { code: 'NO_MODEL', message: 'None.' })).toMatchObject({
    status: 'ERROR',
    leaderboard: LEADERBOARD,
    failure: { code: 'NO_MODEL', message: 'None.' },
  });
  expect(store.retry('one')).toMatchObject({
    status: 'WAITING',
    createdSeq: 1,
    queuePosition: 2,
    attempts: 0,
    progress: 0,
    leaderboard: [],
    failure: null,
    engineRun: null,
    finishEarly: false,
    startedAt: null,
    finishedAt: null,
  });
});

test('the line is numbered alike, one by one and as a whole', () => {
  const { store } = openStore();
  for (let i = 1; i <= 7; i++) store.insert(newTask(`t${i}`));
  store.start('t1');
  store.cancel('t4');
  const line = store.waitingBehind(0, 100);
  expect(line.map(({ id }) => `${id}:${store.get(id).queuePosition}`)).toEqual([
    't2:1',
    't3:2',
    't5:3',
    't6:4',
    't7:5',
  ]);
  expect(store.waitingBehind(line[1]!.queueSeq, 2)).toEqual(line.slice(2, 4));
  expect(store.nextWaiting()).toMatchObject(line[0]!);
});

test('pages go from the newest to the oldest, and tasks that arrive meanwhile do not shift them', () => {
  const { store } = openStore();
  for (let i = 1; i <= 5; i++) store.insert(newTask(`t${i}`));
  const first = store.list({ first: 2 });
  expect(first).toMatchObject({ hasNextPage: true, totalCount: 5 });
  expect(first.tasks.map((task) => task.id)).toEqual(['t5', 't4']);
  store.insert(newTask('t6'));
  const second = store.list({ first: 3, after: { createdSeq: first.tasks[1]!.createdSeq, key: null } });
  expect(second.tasks.map((task) => task.id)).toEqual(['t3', 't2', 't1']);
  expect(second).toMatchObject({ hasNextPage: false, totalCount: 6 });
});

test('a deleted task’s number is not given again, so cursors stay true', () => {
  const { store } = openStore();
  const one = store.insert(newTask('one'));
  expect(store.delete(one)).toBe(true);
  expect(store.delete(one)).toBe(false);
  expect(store.insert(newTask('two')).createdSeq).toBe(2);
});

test('tasks are found by status and by a part of file name or id, in any case', () => {
  const { store } = openStore();
  store.insert(newTask('aaa', { fileName: 'Überblick_100%.csv' }));
  store.insert(newTask('bbb', { fileName: 'Iris.CSV' }));
  store.cancel('bbb');
  const found = (search: string) =>
    store.list({ first: 10, filter: { search } }).tasks.map((task) => task.id);
  expect(found('ÜBERBLICK')).toEqual(['aaa']);
  expect(found('iris.c')).toEqual(['bbb']);
  expect(found('BB')).toEqual(['bbb']);
  expect(found('100%')).toEqual(['aaa']);
  expect(found('%')).toEqual(['aaa']);
  expect(found('_')).toEqual(['aaa']);
  expect(store.list({ first: 10, filter: { status: ['CANCELLED', 'DONE'] } })).toMatchObject({
    tasks: [{ id: 'bbb' }],
    totalCount: 1,
  });
  expect(store.list({ first: 10, filter: { status: [] } }).tasks).toEqual([]);
});

test('tasks are counted by state', () => {
  const store = new TaskStore(temporaryDatabase());
  expect(store.countByStatus()).toEqual({});
  for (const id of ['a', 'b', 'c']) store.insert(newTask(id));
  store.start('a');
  expect(store.countByStatus()).toEqual({ IN_PROGRESS: 1, WAITING: 2 });
  expect(store.list({ first: 1, filter: {} }).totalCount).toBe(3);
});

test('a task that is read again is the same object until its row or its place changes, by whoever', () => {
  const database = temporaryDatabase();
  const store = new TaskStore(database);
  for (const id of ['a', 'b']) store.insert(newTask(id));
  const before = store.get('b');
  expect(store.get('b')).toBe(before);
  expect(store.list({ first: 2 }).tasks[0]).toBe(before);
  store.start('a');
  expect(store.get('b')).toEqual({ ...before, queuePosition: 1 });
  expect(store.get('b')).toBe(store.get('b'));
  database.sql.exec("UPDATE tasks SET file_name = 'other.csv' WHERE id = 'b'");
  expect(store.get('b').fileName).toBe('other.csv');
  expect(before).toMatchObject({ queuePosition: 2, fileName: 'b.csv' });
});

test('times are kept to the millisecond', () => {
  const { store } = openStore();
  vi.useFakeTimers({ now: 1_700_000_000_123, toFake: ['Date'] });
  try {
    expect(store.insert(newTask('one')).createdAt).toEqual(new Date(1_700_000_000_123));
  } finally {
    vi.useRealTimers();
  }
});

test('a task is found by its name, tags and target as well, by one tag, and by one target', () => {
  const { store } = openStore();
  store.insert(newTask('one'));
  store.insert(newTask('two', { sample: { ...SAMPLE, target: 'Preis €' } }));
  const described = store.describe('one', {
    name: 'Änderung',
    note: 'See the wiki.',
    tags: ['may', 'churn'],
  });
  expect(described).toMatchObject({ name: 'Änderung', note: 'See the wiki.', tags: ['may', 'churn'] });
  expect(store.get('one')).toEqual(described);
  expect(store.describe('one', { note: null })).toMatchObject({ name: 'Änderung', note: null });
  const found = (filter: TaskFilter) => store.list({ first: 10, filter }).tasks.map((task) => task.id);
  expect(found({ search: 'ÄNDER' })).toEqual(['one']);
  expect(found({ search: 'CHUR' })).toEqual(['one']);
  expect(found({ search: 'preis' })).toEqual(['two']);
  expect(found({ tag: 'may' })).toEqual(['one']);
  expect(found({ tag: 'ma' })).toEqual([]);
  expect(found({ target: 'Preis €' })).toEqual(['two']);
  expect(found({ datasetId: 'dataset' })).toEqual(['two', 'one']);
});

test('tasks are sorted in the order of the queue, by name, target, rows, skill and duration, across pages', () => {
  const { store } = openStore();
  const outcome = (logloss: number): RunOutcome => ({
    ...OUTCOME,
    leaderboard: [{ ...LEADERBOARD[0]!, metrics: { ...LEADERBOARD[0]!.metrics, logloss } }],
    baseline: { ...LEADERBOARD[0]!.metrics, logloss: 1 },
  });
  vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
  try {
    ['a', 'b', 'c', 'd', 'e'].forEach((id, index) =>
      store.insert(newTask(id, { sample: { ...SAMPLE, target: `T${5 - index}`, rowsUsed: 100 + index } })),
    );
    for (const [id, loss, seconds] of [
      ['b', 0.5, 9],
      ['a', 0.2, 4],
    ] as const) {
      // prettier-ignore
      store.start(id);
      vi.advanceTimersByTime(1000 * seconds);
      store.finish(id, outcome(loss));
    }
    store.start('d');
  } finally {
    vi.useRealTimers();
  }
  store.describe('e', { name: 'AZ' });
  const all = (sort: TaskSort) => {
    const ids: string[] = [];
    let after: TaskPlace | undefined;
    do {
      const { tasks, keys } = store.list({ first: 2, sort, ...(after && { after }) });
      ids.push(...tasks.map(({ id }) => id));
      const last = tasks.at(-1);
      after = last && { createdSeq: last.createdSeq, key: keys.at(-1) ?? null };
    } while (after);
    return ids.join('');
  };
  expect(all('QUEUE')).toBe('dceba');
  expect(all('NAME')).toBe('aebcd');
  expect(all('TARGET')).toBe('edcba');
  expect(all('ROWS')).toBe('edcba');
  expect(all('SKILL')).toBe('abedc');
  expect(all('DURATION')).toBe('baedc');
});

test('what another connection changed, and what was undone, is what is read', () => {
  const { store, sql } = openStore();
  store.insert(newTask('one'));
  store.insert(newTask('two'));
  expect(store.get('two')).toMatchObject({ queuePosition: 2, name: null });
  const { file } = sql.prepare('PRAGMA database_list').get() as { file: string };
  const other = new LibSql(file);
  other.exec("UPDATE tasks SET name = 'elsewhere' WHERE id = 'two'");
  expect(store.get('two').name).toBe('elsewhere');
  // A change of ours after one that nobody has looked at yet.
  other.exec("UPDATE tasks SET note = 'elsewhere' WHERE id = 'two'");
  other.close();
  store.describe('one', { name: 'ours' });
  expect(store.get('two').note).toBe('elsewhere');
  expect(store.get('one').name).toBe('ours');
  sql.exec("UPDATE tasks SET name = 'by hand' WHERE id = 'one'");
  expect(store.get('one').name).toBe('by hand');
  // What is written cannot be read again: it is undone.
  expect(() => store.update('one', { progress: NaN })).toThrow();
  expect(store.get('one')).toMatchObject({ progress: 0, name: 'by hand' });
});
