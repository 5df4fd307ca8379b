import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskSort } from '../../support/gql/graphql.js';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openTab,
  PHONE,
  takePicture,
  type TabOptions,
} from '../../support/browser.js';
import { DeleteTask, TrainModel, UpdateTask } from '../../support/operations.js';
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

/** Ends the nth attempt with a model that removes so much of the loss of guessing. */
async function finish(attempt: number, skill: number): Promise<void> {
  const [entry] = LEADERBOARD;
  const { metrics } = OUTCOME.model;
  (await server.runner.attempt(attempt)).succeed({
    ...OUTCOME,
    leaderboard: entry ? [{ ...entry, metrics: { ...metrics, logloss: 1 - skill } }] : [],
    baseline: { ...metrics, logloss: 1 },
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
      await expect.poll(() => names(page, 'Tasks')).toEqual([...order].map((name) => `${name}.csv → kind`));
    }
    await page.reload();
    await expect.poll(() => names(page, 'Tasks')).toEqual([...'abc'].map((name) => `${name}.csv → kind`));
    await page.getByRole('textbox', { name: 'Search' }).fill('B.CSV');
    await page.getByText('1 matching task').waitFor();
    await page.waitForURL(/search=B\.CSV/);
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
    await takePicture(page, 'monitor-tags');
    await page.getByRole('button', { name: 'Remove the filter Tag: churn' }).click();
    await page.getByText('3 tasks').waitFor();
  });

  it('leave every page when they are deleted elsewhere', async () => {
    const id = await submit('gone.csv');
    await finish(3, 0.5);
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
    const attempt = await server.runner.attempt(4);
    attempt.context.report({ progress: 0.25, message: 'GBM' });
    await server.client.request(UpdateTask, { id: ids[4] ?? '', name: 'Last one' });
    const page = await open('');
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
    await takePicture(page, 'queue');

    await page.getByRole('button', { name: 'Cancel second.csv → kind' }).click();
    await item(page, 'Queue', 'second.csv').waitFor({ state: 'detached' });
    await item(page, 'Queue', 'third.csv').getByText('1st in queue').waitFor();
    for (const name of ['third.csv → kind', 'Last one']) await page.getByLabel(`Select ${name}`).check();
    await page.getByRole('button', { name: 'Cancel 2 selected' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel 2 tasks' }).click();
    await item(page, 'Queue', 'third.csv').waitFor({ state: 'detached' });
    await expect.poll(() => names(page, 'Queue')).toEqual(['first.csv → kind', 'fourth.csv → kind']);
    // One that never started does not read as if it were about to.
    await item(page, 'Tasks', 'third.csv').getByText('cancelled before it started').waitFor();
    expect(server.tasks.get(ids[2] ?? '').status).toBe('CANCELLED');
    expect(server.tasks.get(ids[3] ?? '').status).toBe('WAITING');

    await page.getByRole('link', { name: 'fourth.csv → kind' }).first().click();
    await page.getByText(/Next in line\. By the tasks ahead it starts in about/).waitFor();
    expect(await page.title()).toContain('fourth.csv');
  });
});
