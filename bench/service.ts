/**
 * `task` queries a second over 16 connections, beside a bare Apollo on express that answers the same from one object.
 * Printed as Markdown. The two take turns; the median of the rounds counts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { GraphQLClient } from '../test/support/graphql-client.js';
import { machine, table } from './support/markdown.js';
import { startService } from './support/service.js';
import { short } from './support/timing.js';

const CONNECTIONS = 16;
const ROUNDS = 5;
const ROUND_MS = 2000;

const QUERY = `query Task($id: ID!) { task(id: $id) { id status queuePosition progress message createdAt startedAt
  finishedAt fileName attempts notes rowsTotal rowsUsed target problemType leaderboard { rank algorithm } } }`;

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
// No engine: the task waits for one throughout.
const service = await startService({ url: 'http://127.0.0.1:9', user: '', password: '' }, directory);
try {
  const client = new GraphQLClient(service.url);
  const file = new File([await readFile('test/fixtures/iris.csv')], 'iris.csv');
  const { body } = await client.send<{ trainModel: { id: string } }>(
    'mutation ($file: Upload!) { trainModel(file: $file) { id } }',
    { file },
  );
  const id = body.data?.trainModel.id ?? '';
  const { task } = (await client.send(QUERY, { id })).body.data ?? {};
  const bare = await startBare(JSON.stringify(task));
  try {
    const rates: [number, number][] = [];
    await ask(service.url, id);
    await ask(bare.url, id);
    for (let round = 0; round < ROUNDS; round++) {
      rates.push([await ask(service.url, id), await ask(bare.url, id)]);
    }
    console.log(`${machine()}.\n`);
    console.log(
      table(
        ['`task` queries a second', 'bare Apollo', 'ratio'],
        [
          [
            short(median(rates.map(([ours]) => ours))),
            short(median(rates.map(([, theirs]) => theirs))),
            short(median(rates.map(([ours, theirs]) => ours / theirs))),
          ],
        ],
      ),
    );
  } finally {
    bare.stop();
  }
} finally {
  await service.stop();
  await rm(directory, { recursive: true, force: true });
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

async function startBare(answer: string): Promise<{ url: string; stop: () => void }> {
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
