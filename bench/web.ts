/**
 * What the pages of the web app cost a browser: bytes and requests over the wire, first and largest contentful paint,
 * blocking time (of tasks beyond 50 ms) and layout shift, each page opened cold in a Chromium of its own profile. The
 * median of the rounds, as Markdown. Train shows the set-up of a table, the task is DONE.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumPath } from '../test/support/chromium.js';
import { startEngine } from './support/engine.js';
import { GraphQL } from './support/graphql.js';
import { machine, table } from './support/markdown.js';
import { startService } from './support/service.js';
import { trainTask } from './support/task.js';
import { short } from './support/timing.js';

const DATASET = 'query ($id: ID!) { task(id: $id) { datasetId } }';
const ROUNDS = 5;
/** A page that asked for nothing and painted nothing new for so long has come to rest. */
const QUIET_MS = 500;

interface Cost {
  readonly kilobytes: number;
  readonly requests: number;
  /** Milliseconds. */
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly blocking: number;
  readonly shift: number;
}

/** Runs in the page before anything else of it. */
const WATCH = `
  window.cost = { firstPaint: 0, largestPaint: 0, blocking: 0, shift: 0 };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') window.cost.firstPaint = entry.startTime; });
  watch('largest-contentful-paint', (entry) => { window.cost.largestPaint = entry.startTime; });
  watch('longtask', (entry) => { window.cost.blocking += Math.max(0, entry.duration - 50); });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) window.cost.shift += entry.value; });
`;

const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-bench-'));
const engine = await startEngine(path.join(directory, 'engine'));
try {
  const service = await startService(engine.address, path.join(directory, 'data'));
  const graphql = new GraphQL(service.url);
  try {
    const taskId = await trainTask(graphql);
    const { task } = await graphql.request<{ task: { datasetId: string } }>(DATASET, { id: taskId });
    console.log(`${machine()}.\n`);
    console.log(await report(service.url, taskId, task.datasetId));
  } finally {
    await graphql.close();
    await service.stop();
  }
} finally {
  await engine.close();
  await rm(directory, { recursive: true, force: true });
}

async function report(url: string, taskId: string, datasetId: string): Promise<string> {
  const pages = [
    ['Train, first page', '/'],
    ['Train, a table', `/train/${datasetId}`],
    ['A finished task', `/tasks/${taskId}`],
    ['Predict', `/predict/${taskId}`],
    ['Monitor', '/tasks'],
    ['GraphiQL', '/graphql'],
  ] as const;
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const rows: string[][] = [];
    for (const [name, where] of pages) {
      const costs: Cost[] = [];
      for (let round = 0; round < ROUNDS; round++) costs.push(await open(browser, url + where));
      const of = (key: keyof Cost) => short(median(costs.map((cost) => cost[key])));
      rows.push([
        name,
        ...[of('kilobytes'), of('requests'), of('firstPaint'), of('largestPaint'), of('blocking')],
        median(costs.map(({ shift }) => shift)).toFixed(3),
      ]);
    }
    const head = ['page', 'kB', 'requests', 'FCP, ms', 'LCP, ms', 'blocking, ms', 'layout shift'];
    return table(head, rows);
  } finally {
    await browser.close();
  }
}

/** A cold load, until the page has come to rest. */
async function open(from: Browser, url: string): Promise<Cost> {
  const context = await from.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en' });
  try {
    const page = await context.newPage();
    const wire = await countWire(page);
    await page.addInitScript(WATCH);
    await page.goto(url, { waitUntil: 'networkidle' });
    await page.waitForTimeout(QUIET_MS);
    const seen = await page.evaluate<Omit<Cost, 'kilobytes' | 'requests'>>('window.cost');
    return { ...seen, ...wire() };
  } finally {
    await context.close();
  }
}

async function countWire(page: Page): Promise<() => Pick<Cost, 'kilobytes' | 'requests'>> {
  const session = await page.context().newCDPSession(page);
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await session.send('Network.enable');
  return () => ({ kilobytes: bytes / 1000, requests });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
