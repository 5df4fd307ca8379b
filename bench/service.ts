/**
 * How the service holds with a long queue, thousands of subscribers and many requests at once, beside a bare Apollo on
 * express (and graphql-ws) that answers the same from one object. Printed as Markdown. Peers take turns; the median of
 * the rounds counts. SUBSCRIBERS=1000 and WAITING=1000 for less.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { GraphQLClient } from '../test/support/graphql-client.js';
import { fillDataDirectory, type Filled } from './support/filled.js';
import { machine, table } from './support/markdown.js';
import { startService, type BenchService } from './support/service.js';
import { follow, Subscribers } from './support/subscribers.js';
import { p50p99, percentile, short, timeCalls } from './support/timing.js';

const CONNECTIONS = 16;
const ROUNDS = 5;
const ROUND_MS = 2000;
const SUBSCRIBERS = Number(process.env['SUBSCRIBERS'] ?? 10_000);
const WAITING = Number(process.env['WAITING'] ?? 10_000);
const PREDICTS = 200;
const PREDICTED_ROWS = 150;

const QUERY = `query Task($id: ID!) { task(id: $id) { id status queuePosition progress message createdAt startedAt
  finishedAt fileName attempts notes rowsTotal rowsUsed target problemType leaderboard { rank algorithm } } }`;
const PAGE = `{ tasks(first: 20) { totalCount pageInfo { hasNextPage endCursor } edges { node { id status queuePosition
  progress createdAt fileName target problemType } } } }`;
const FOLLOW = `subscription ($id: ID!) { taskStatus(taskId: $id) { id status progress queuePosition message } }`;
const CHANGE = 'mutation ($id: ID!, $name: String) { updateTask(id: $id, name: $name) { id } }';
const CANCEL = 'mutation ($id: ID!) { cancelTask(id: $id) { id } }';
const PREDICT = 'mutation ($id: ID!, $file: Upload!) { predict(taskId: $id, file: $file) { rowCount } }';

interface Peer {
  readonly url: string;
  stop(): void;
}

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
try {
  const filled = await fillDataDirectory(directory, WAITING);
  const since = performance.now();
  // No engine: the head of the queue waits for one throughout.
  const service = await startService({ url: 'http://127.0.0.1:9', user: '', password: '' }, directory);
  console.log(`${machine()}.\n`);
  console.log(`Ready after ${short((performance.now() - since) / 1000)} s with ${WAITING} waiting tasks.\n`);
  try {
    const client = new GraphQLClient(service.url);
    const { task } = (await client.send(QUERY, { id: filled.done })).body.data ?? {};
    const bare = await startBare(JSON.stringify(task));
    try {
      console.log(`${await queries(service.url, bare.url, filled)}\n`);
      console.log(`${await queue(client, service, filled)}\n`);
      console.log(`${await predictions(client, service.url, filled)}\n`);
      console.log(await fanOut(service, bare, filled));
    } finally {
      bare.stop();
    }
  } finally {
    await service.stop();
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** `task` queries a second. */
async function queries(ours: string, theirs: string, { done }: Filled): Promise<string> {
  const rates: [number, number][] = [];
  await ask(ours, done);
  await ask(theirs, done);
  for (let round = 0; round < ROUNDS; round++) rates.push([await ask(ours, done), await ask(theirs, done)]);
  return table(
    [`\`task\` queries a second, ${CONNECTIONS} connections`, 'bare Apollo', 'ratio'],
    [
      [
        short(median(rates.map(([our]) => our))),
        short(median(rates.map(([, their]) => their))),
        short(median(rates.map(([our, their]) => our / their))),
      ],
    ],
  );
}

/** Answers a second, over a round. */
async function ask(url: string, id: string): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const body = JSON.stringify({ query: QUERY, variables: { id } });
  const headers = { 'content-type': 'application/json' };
  const end = performance.now() + ROUND_MS;
  let answers = 0;
  const one = async () => {
    while (performance.now() < end) {
      const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
      answers++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  await pool.close();
  return answers / (ROUND_MS / 1000);
}

/** Pages and cancels while somebody follows all tasks. */
async function queue(client: GraphQLClient, service: BenchService, { waiting }: Filled): Promise<string> {
  const pages = await timeCalls(200, 20, () => client.send(PAGE));
  const following = await follow(service.url, 'subscription { taskChanged { id queuePosition } }', {});
  const ids = waiting.slice(100, 160);
  const cancels = await timeCalls(50, 10, () => client.send(CANCEL, { id: ids.pop() }));
  following.close();
  return table(
    [`${WAITING} tasks wait; ms, p50 / p99`, ''],
    [
      ['a page of 20 tasks', p50p99(pages)],
      ['a cancel near the head, with a subscriber', p50p99(cancels)],
    ],
  );
}

/** Predictions of small files, all at once. */
async function predictions(client: GraphQLClient, url: string, { done }: Filled): Promise<string> {
  const lines = (await readFile('test/fixtures/titanic.csv', 'utf8'))
    .split('\n')
    .slice(0, PREDICTED_ROWS + 1);
  const file = new File([`${lines.join('\n')}\n`], 'titanic.csv');
  const predict = async () => {
    const { body } = await client.send(PREDICT, { id: done, file });
    if (body.errors) throw new Error(JSON.stringify(body.errors));
  };
  const rounds: { seconds: number; lagMs: number }[] = [];
  for (let round = -1; round < ROUNDS; round++) {
    await longestBlockMs(url);
    const start = performance.now();
    await Promise.all(Array.from({ length: PREDICTS }, predict));
    const seconds = (performance.now() - start) / 1000;
    const lagMs = await longestBlockMs(url);
    if (round >= 0) rounds.push({ seconds, lagMs });
  }
  return table(
    [`${PREDICTS} predicts of ${PREDICTED_ROWS} rows at once`, 'a second', 'longest block of the event loop'],
    [
      [
        'median of the rounds',
        short(PREDICTS / median(rounds.map(({ seconds }) => seconds))),
        `${short(median(rounds.map(({ lagMs }) => lagMs)))} ms`,
      ],
    ],
  );
}

/** Since it was asked last. */
async function longestBlockMs(url: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  return 1000 * Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(page)?.[1]);
}

/** From a change of a task to the message at each of its subscribers. */
async function fanOut(service: BenchService, bare: Peer, { waiting }: Filled): Promise<string> {
  const memory = [await residentMB(service.pid)];
  const rows: string[][] = [];
  for (const [name, url] of [
    ['the service', service.url],
    ['bare graphql-ws', bare.url],
  ] as const) {
    const client = new GraphQLClient(url);
    const id = waiting.at(-1) ?? '';
    const subscribers = await Subscribers.open(url, SUBSCRIBERS, FOLLOW, { id });
    const times: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const all = await subscribers.next(() => client.send(CHANGE, { id, name: `round ${round}` }));
      times.push([percentile(all, 0.5), percentile(all, 0.99)]);
    }
    if (url === service.url) memory.push(await residentMB(service.pid));
    await subscribers.close();
    rows.push([name, short(median(times.map(([p50]) => p50))), short(median(times.map(([, p99]) => p99)))]);
  }
  await pause(10_000);
  memory.push(await residentMB(service.pid));
  const fan = table([`a change to ${SUBSCRIBERS} subscribers, ms`, 'p50', 'p99'], rows);
  const [before = NaN, most = NaN, after = NaN] = memory.map(Math.round);
  return `${fan}\n\nMemory of the service: ${before} MB before, ${most} MB with them, ${after} MB after they left.`;
}

async function residentMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

async function startBare(answer: string): Promise<Peer> {
  const script = new URL('./support/bare-apollo.js', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, answer], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, stop: () => void child.kill('SIGTERM') };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
