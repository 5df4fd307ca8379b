import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Outlet } from '../../../src/api/ws/outlet.js';
import { PushedAnswers } from '../../../src/api/ws/pushed-answers.js';
import { SharedAnswer } from '../../../src/api/ws/shared-answers.js';
import { Slices } from '../../../src/api/ws/slices.js';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** Both ends of a WebSocket, and the outlet of the one. */
async function connect() {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const opened = new Promise<{ outlet: Outlet; server: WebSocket }>((resolve) => {
    http.on('upgrade', (request, connection, head) =>
      sockets.handleUpgrade(request, connection, head, (server) =>
        resolve({ outlet: new Outlet(server, connection), server }),
      ),
    );
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  closers.push(() => {
    client.terminate();
    http.close();
  });
  await once(client, 'open');
  return { client, ...(await opened) };
}

const textOf = async (client: WebSocket) => String(((await once(client, 'message')) as [Buffer])[0]);

test.each([0, 100, 112, 113, 3000, 4096, 5000, 65_500, 65_536, 70_000])(
  'a message of %i characters arrives whole, between those of the library',
  async (length) => {
    const { client, outlet, server } = await connect();
    const texts: string[] = [];
    client.on('message', (data: Buffer) => texts.push(String(data)));
    server.send('before');
    outlet.send(Buffer.from('the head: ö'), Buffer.from('x'.repeat(length)), () => undefined);
    server.send('after');
    while (texts.length < 3) await once(client, 'message');
    expect(texts).toEqual(['before', `the head: ö${'x'.repeat(length)}`, 'after']);
  },
);

test('a client that does not read is asked for nothing more until it does; one that is gone, never', async () => {
  const { client, outlet, server } = await connect();
  client.pause();
  const big = Buffer.alloc(1024 * 1024, 'x');
  let room = 0;
  let sent = 0;
  do {
    sent++;
    outlet.send(big, big, () => room++);
    await turn();
  } while (room === sent);
  client.resume();
  let received = 0;
  while (received < sent) {
    await once(client, 'message');
    received++;
  }
  while (room < sent) await turn();
  client.terminate();
  await once(server, 'close');
  outlet.send(big, big, () => room++);
  await turn();
  expect(room).toBe(sent);
});

/** Answers to events that the test names. */
async function openAnswers(results: readonly object[], maxBytes = 1000) {
  const { client, outlet } = await connect();
  let left = false;
  async function* follow() {
    try {
      for (const result of results) yield await Promise.resolve(result);
    } finally {
      left = true;
    }
  }
  const answers = new PushedAnswers(
    { events: follow(), answer: (event) => new SharedAnswer(event as object) },
    { outlet, id: '"1"' },
    { maxBytes, slices: new Slices() },
  );
  return { client, answers, hasLeft: () => left };
}

test('answers go to the client, and the protocol hears of the end', async () => {
  const { client, answers } = await openAnswers([{ data: { a: 1 } }, { data: { a: 2 } }]);
  const texts: unknown[] = [];
  client.on('message', (data: Buffer) => texts.push(JSON.parse(String(data))));
  expect(await answers.next()).toEqual({ value: undefined, done: true });
  while (texts.length < 2) await once(client, 'message');
  expect(texts).toEqual([1, 2].map((a) => ({ id: '"1"', type: 'next', payload: { data: { a } } })));
});

test('what has errors, or is too large, is left to the protocol, in its place', async () => {
  const failed = { errors: [new GraphQLError('no')], data: null };
  const large = { data: { a: 'x'.repeat(1000) } };
  const { client, answers } = await openAnswers([{ data: { a: 1 } }, failed, large, { data: { a: 2 } }]);
  const first = textOf(client);
  expect(await answers.next()).toEqual({ value: failed, done: false });
  expect(await first).toContain('"a":1');
  expect(await answers.next()).toEqual({ value: large, done: false });
  const last = textOf(client);
  expect(await answers.next()).toMatchObject({ done: true });
  expect(await last).toContain('"a":2');
});

test('a client that has had enough gets nothing more', async () => {
  const { answers, hasLeft } = await openAnswers([{ data: { a: 1 } }]);
  const next = answers.next();
  await answers.return();
  expect(await next).toMatchObject({ done: true });
  expect(await answers.next()).toMatchObject({ done: true });
  expect(hasLeft()).toBe(true);
});

test('one subscriber of very much is not held up by the turns of many', async () => {
  const { client, answers } = await openAnswers(Array.from({ length: 5000 }, (_, a) => ({ data: { a } })));
  let received = 0;
  client.on('message', () => received++);
  let turns = 0;
  let ended = false;
  const count = () => {
    turns++;
    if (!ended) setImmediate(count);
  };
  setImmediate(count);
  expect(await answers.next()).toMatchObject({ done: true });
  ended = true;
  expect(turns).toBeLessThan(1000);
  while (received < 5000) await once(client, 'message');
});

test('a source that fails is said to the protocol', async () => {
  const { outlet } = await connect();
  const events = { next: () => Promise.reject(new Error('broken')) };
  const answers = new PushedAnswers(
    { events, answer: () => new SharedAnswer({}) },
    { outlet, id: '1' },
    { maxBytes: 1000, slices: new Slices() },
  );
  await expect(answers.next()).rejects.toThrow('broken');
});

test('a thousand things are done in their order, and the event loop turns between them', async () => {
  const slices = new Slices();
  const done: number[] = [];
  const seen: number[] = [];
  await new Promise<void>((resolve) => {
    for (let index = 0; index < 1000; index++) slices.add(() => done.push(index));
    slices.add(resolve);
    const look = () => {
      seen.push(done.length);
      if (done.length < 1000) setImmediate(look);
    };
    setImmediate(look);
  });
  expect(done).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  expect(seen.some((count) => count > 0 && count < 1000)).toBe(true);
});
