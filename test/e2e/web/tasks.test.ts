import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskSort } from '../../support/gql/graphql.js';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openTab,
  PHONE,
  type TabOptions,
} from '../../support/browser.js';
import { DeleteTask, ListDatasets, TrainModel, UpdateTask } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { LEADERBOARD, OUTCOME } from '../../unit/tasks/support.js';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const open = (where: string, options?: TabOptions) =>
  openTab(browser, `${server.url}/tasks${where}`, options);
const item = (page: Page, list: 'Queue' | 'Tasks', text: string | RegExp) =>
  page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: text });
const names = async (page: Page, list: 'Queue' | 'Tasks') =>
  page
    .getByRole('list', { name: list })
    .getByRole('link')
    .and(page.locator('[href^="/tasks/"]'))
    .allInnerTexts();

async function submit(name: string, rows = 40): Promise<string> {
  const lines = Array.from({ length: rows }, (_, row) => `${row},${row % 2 ? 'yes' : 'no'}`);
  const file = new File([['x,kind', ...lines].join('\n')], name, { type: 'text/csv' });
  return (await server.client.request(TrainModel, { file })).trainModel.id;
}

async function datasetOf(fileName: string): Promise<string> {
  const { datasets } = await server.client.request(ListDatasets, {});
  return datasets.edges.find(({ node }) => node.fileName === fileName)?.node.id ?? '';
}

/** Ends the nth attempt with a model that removes so much of the loss of guessing, give or take 0.05 over the folds. */
async function finish(attempt: number, skill: number): Promise<void> {
  const [entry] = LEADERBOARD;
  const { metrics } = OUTCOME.model;
  const rocCurve = [0, 0.25, 0.5, 0.75, 1].map((rate) => ({
    threshold: 1 - rate,
    falsePositiveRate: rate,
    truePositiveRate: rate ** (1 - skill),
  }));
  (await server.runner.attempt(attempt)).succeed({
    ...OUTCOME,
    leaderboard: entry
      ? [{ ...entry, metrics: { ...metrics, logloss: 1 - skill }, spread: { ...metrics, logloss: 0.05 } }]
      : [],
    baseline: { ...metrics, logloss: 1 },
    model: { ...OUTCOME.model, rocCurve },
  });
}

describe('the tasks that have ended', () => {
  it('are told apart by name, rows, model, metric, skill, duration and tags, and found and sorted by them', async () => {
    for (const [index, [name, rows, skill]] of [
      ['a.csv', 30, 0.2],
      ['b.csv', 50, 0.6],
      ['c.csv', 40, 0],
    ].entries()) {
      // prettier-ignore
      await submit(name as string, rows as number);
      await finish(index, skill as number);
    }
    const page = await open('');
    await item(page, 'Tasks', 'b.csv → kind').getByText('logloss 0.4, skill 60.0%').waitFor();
    const row = item(page, 'Tasks', 'c.csv → kind');
    await row.getByText('Boosted trees (GBM)').waitFor();
    await row.getByText('no better than guessing').waitFor();
    await row.getByText(/40 rows/).waitFor();
    expect(await names(page, 'Tasks')).toEqual(['c.csv → kind', 'b.csv → kind', 'a.csv → kind']);

    const orders: readonly [string, TaskSort, string][] = [['Skill', 'SKILL', 'bac'], ['Rows', 'ROWS', 'bca'], ['Name', 'NAME', 'abc']]; // prettier-ignore
    for (const [label, sort, order] of orders) {
      await page.getByRole('combobox', { name: 'Sort by' }).click();
      await page.getByRole('option', { name: label }).click();
      await page.waitForURL(new RegExp(`sort=${sort.toLowerCase()}`));
      await expect
        .poll(() => names(page, 'Tasks'))
        .toEqual(Array.from(order, (name) => `${name}.csv → kind`));
    }
    await page.reload();
    await expect.poll(() => names(page, 'Tasks')).toEqual(Array.from('abc', (name) => `${name}.csv → kind`));
    await page.getByRole('textbox', { name: 'Search' }).fill('→');
    await page.getByText('0 matching tasks').waitFor();
    await page.getByRole('textbox', { name: 'Search' }).fill('KIND');
    await page.getByText('3 matching tasks').waitFor();
    await page.getByRole('textbox', { name: 'Search' }).fill('B.CSV');
    await page.getByText('1 matching task').waitFor();
    await page.waitForURL(/search=B\.CSV/);

    // One that ends takes its place at once.
    const bySkill = await open('?sort=skill');
    const more = await submit('d.csv');
    await item(bySkill, 'Tasks', 'd.csv').waitFor();
    await finish(3, 0.4);
    await expect
      .poll(() => names(bySkill, 'Tasks'))
      .toEqual(Array.from('bdac', (name) => `${name}.csv → kind`));
    await server.client.request(DeleteTask, { id: more });
  });

  it('are named, described and tagged where they stand; a tag leads to all that have it', async () => {
    const page = await open('?search=a.csv');
    await page.getByRole('link', { name: 'a.csv → kind' }).click();
    await page.getByRole('button', { name: 'Add a name, note or tags' }).click();
    const form = page.getByRole('form', { name: 'Name, note and tags' });
    await form.getByLabel('Name', { exact: true }).fill('Churn, first try');
    await form.getByLabel('Note').fill('Without the leak.\nSee the wiki.');
    await form.getByLabel('Tags').fill('may');
    await page.keyboard.press('Enter');
    await form.getByLabel('Tags').fill('churn');
    await expectAccessible(page);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Churn, first try', level: 1 }).waitFor();
    await page.getByText('See the wiki.').waitFor();
    await page.reload();
    await page.getByText('a.csv → kind').first().waitFor();
    await page.getByRole('link', { name: 'churn', exact: true }).click();
    await page.getByText('1 matching task').waitFor();
    await item(page, 'Tasks', 'Churn, first try').getByText('a.csv → kind').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Remove the filter Tag: churn' }).click();
    await page.getByText('3 tasks').first().waitFor();
  });

  it('are compared: which is better, by more than chance or not, what differs, and their curves', async () => {
    const page = await open('');
    for (const title of ['b.csv → kind', 'c.csv → kind']) await page.getByLabel(`Compare ${title}`).check();
    await page.getByRole('link', { name: 'Compare 2 tasks' }).click();
    await page
      .getByText(/“b\.csv → kind” is better than “c\.csv → kind”: Logloss 0\.4 against 1\./)
      .waitFor();
    await page.getByText(/so by more than chance/).waitFor();
    await page.getByText('The tasks are not of the same table').waitFor();
    const settings = page.getByRole('group', { name: 'Settings' });
    await settings.getByRole('row', { name: /^Rows 50 rows 40 rows/ }).waitFor();
    expect(await settings.getByRole('row', { name: /^Seed/ }).count()).toBe(0);
    await page
      .getByRole('img', { name: /^ROC curves of b\.csv/ })
      .locator('path[stroke-width="2.5"]')
      .nth(1)
      .waitFor();
    await expectAccessible(page);
    const phone = await openTab(browser, page.url(), { ...PHONE, colorScheme: 'dark' });
    await phone.getByText(/so by more than chance/).waitFor();
    await expectNoSidewaysScroll(phone);
    await expectAccessible(phone);
  });

  it('stand on the page of their dataset, with its columns, how it was read and what was noticed', async () => {
    const { datasetId } = (await server.client.request(TrainModel, { datasetId: await datasetOf('b.csv') }))
      .trainModel;
    await finish(4, 0.58);
    const page = await openTab(browser, server.url, { colorScheme: 'dark' });
    await page.getByRole('link', { name: 'b.csv', exact: true }).click();
    await page.getByText(/^Read as:/).waitFor();
    expect(page.url()).toContain(datasetId);
    const column = page
      .getByRole('list', { name: 'Columns' })
      .getByRole('listitem')
      .filter({ hasText: 'kind' })
      .first();
    await column.getByText(/^Category/).waitFor();
    await column.getByText('2 distinct').waitFor();
    await expectAccessible(page);
    const rows = page.getByRole('list', { name: 'Tasks' });
    for (const row of await rows.getByRole('checkbox').all()) await row.check();
    await page.getByRole('link', { name: 'Compare 2 tasks' }).click();
    await page.getByText(/^No clear winner: Logloss 0\.4 against 0\.42\. .*may be chance/).waitFor();
  });

  it('leave every page when they are deleted elsewhere', async () => {
    const id = await submit('gone.csv');
    await finish(5, 0.5);
    const [list, task] = await Promise.all([open('', PHONE), open(`/${id}`)]);
    await item(list, 'Tasks', 'gone.csv').getByText('Done').waitFor();
    await expectNoSidewaysScroll(list);
    await task.getByRole('heading', { name: 'gone.csv → kind' }).waitFor();
    await server.client.request(DeleteTask, { id });
    await item(list, 'Tasks', 'gone.csv').waitFor({ state: 'detached' });
    await task.getByText('Task not found').waitFor();
  });
});

describe('the queue', () => {
  it('is in running order with the times of each, and is cancelled in the row, or several at once', async () => {
    const ids = [];
    for (const name of ['first.csv', 'second.csv', 'third.csv', 'fourth.csv', 'fifth.csv'])
      ids.push(await submit(name));
    const attempt = await server.runner.attempt(6);
    const note = 'Trained without XGBoost, which this platform does not have.';
    attempt.context.report({ progress: 0.25, message: 'GBM', notes: [note] });
    await server.client.request(UpdateTask, { id: ids[4] ?? '', name: 'Last one' });
    const page = await open('', { colorScheme: 'dark' });
    await item(page, 'Queue', 'Last one').waitFor();
    expect(await names(page, 'Queue')).toEqual([
      'first.csv → kind', 'second.csv → kind', 'third.csv → kind', 'fourth.csv → kind', 'Last one',
    ]); // prettier-ignore
    await item(page, 'Queue', 'first.csv')
      .getByText(/about \d+ \w+ to go, ends at about \d\d:\d\d/)
      .waitFor();
    await item(page, 'Queue', 'second.csv')
      .getByText(/starts in about \d+ \w+, ends at about \d\d:\d\d/)
      .waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Cancel second.csv → kind' }).click();
    await item(page, 'Queue', 'second.csv').waitFor({ state: 'detached' });
    await item(page, 'Queue', 'third.csv').getByText('1st in queue').waitFor();
    for (const name of ['third.csv → kind', 'Last one']) await page.getByLabel(`Select ${name}`).check();
    await page.getByRole('button', { name: 'Cancel 2 selected' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel 2 tasks' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel 2 tasks' }).click();
    await item(page, 'Queue', 'third.csv').waitFor({ state: 'detached' });
    await expect.poll(() => names(page, 'Queue')).toEqual(['first.csv → kind', 'fourth.csv → kind']);
    // One that never started does not read as if it were about to.
    await item(page, 'Tasks', 'third.csv').getByText('cancelled before it started').waitFor();
    expect(server.tasks.get(ids[2] ?? '').status).toBe('CANCELLED');
    expect(server.tasks.get(ids[3] ?? '').status).toBe('WAITING');

    await page.getByRole('link', { name: 'fourth.csv → kind' }).first().click();
    await page.getByText(/Next in the queue\. It starts in about .*, judging by the tasks ahead/).waitFor();
    expect(await page.title()).toContain('fourth.csv');

    // A note is said once: not in the log as well.
    await page.goto(`${server.url}/tasks/${ids[0] ?? ''}`);
    await page.getByText(note).waitFor();
    const log = page.getByRole('region', { name: 'Event log' });
    await log.getByText('GBM').waitFor();
    expect(await page.getByText(note).count()).toBe(1);
  });
});
