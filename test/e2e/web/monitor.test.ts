import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openTab,
  PHONE,
  takePicture,
  type TabOptions,
} from '../../support/browser.js';
import { freePort } from '../../support/free-port.js';
import { SMALL, TestService } from '../../support/service.js';

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  // A port of its own, so that a page finds the service again after a restart.
  const port = await freePort();
  [service, browser] = await Promise.all([TestService.start({ PORT: String(port) }), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const open = (where: string, options?: TabOptions) =>
  openTab(browser, `${service.process.url}/tasks${where}`, options);
const badge = (page: Page, status: string) => page.getByText(status, { exact: true }).first();
/** Training and all, on a busy machine. */
const LONG = { timeout: 60_000 };
const TITANIC = { ...SMALL, target: 'survived', ignoredColumns: ['alive'] };

describe('the list of tasks', () => {
  it('says what to do while there are none, and shows each change in two tabs at once', async () => {
    const tabs = await Promise.all([open(''), open('', PHONE)]);
    await Promise.all(tabs.map((page) => page.getByText('No tasks yet').waitFor()));
    await service.train('iris.csv', { ...SMALL, maxModels: 1, algorithms: ['GLM'] });
    for (const page of tabs) {
      const row = page.getByRole('list', { name: 'Tasks' }).getByRole('listitem');
      await row.getByRole('link', { name: 'iris.csv → species' }).waitFor();
      await row.getByText('Done', { exact: true }).waitFor(LONG);
      await row.getByText(/^Logloss .*skill/).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
  });

  it('is filtered by status and searched by file, and keeps that over a reload', async () => {
    const page = await open('');
    await page.getByRole('link', { name: /^iris.csv/ }).waitFor();
    await page.getByText('Failed', { exact: true }).click();
    await page.getByText('No task matches').waitFor();
    await page.reload();
    await page.getByText('No task matches').waitFor();
    await page.getByText('All', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Search' }).fill('IRIS');
    await page.getByText('1 matching task').waitFor();
  });
});

describe('the page of a task', () => {
  it('shows its training live, and then what came of it', async () => {
    const id = await service.train('titanic.csv', TITANIC);
    const page = await open(`/${id}`, { acceptDownloads: true });
    await page.getByRole('heading', { name: 'titanic.csv → survived' }).waitFor();
    await page.getByRole('slider', { name: 'Threshold' }).waitFor(LONG);
    await badge(page, 'Done').waitFor();
    for (const curve of ['Precision and recall', 'Gains', 'Calibration', 'ROC curve']) {
      await page.getByRole('tab', { name: curve }).click();
      await page.getByRole('tabpanel', { name: curve }).getByRole('img').locator('svg').waitFor();
    }
    await page.getByRole('group', { name: 'Confusion matrix, table' }).waitFor();
    await page.getByRole('heading', { name: 'How the prediction depends on' }).waitFor(LONG);
    expect(await page.getByRole('region', { name: 'Leaderboard' }).getByRole('row').count()).toBe(5);
    await page.getByText('Event log', { exact: true }).click();
    const log = await page.getByRole('region', { name: 'Event log' }).getByRole('listitem').allInnerTexts();
    const starts = log.map((line) => line.replace(/^\S+\s/, '')).filter((line) => /start|begin/i.test(line));
    expect(starts).toEqual(['Started', 'Starting the training']);
    await page.getByText('Event log', { exact: true }).click();
    await takePicture(page, 'monitor-task');
    await expectAccessible(page);

    const [report] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Report', exact: true }).click(),
    ]);
    const text = await readFile(await report.path(), 'utf8');
    expect(text).toContain('What the columns are worth');
    expect(text).not.toMatch(/<script|<link|src=/);
    const [model] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Model', exact: true }).click(),
    ]);
    expect((await readFile(await model.path())).subarray(0, 2).toString()).toBe('PK');
  });

  it('of a regression plots what was predicted against what is, on a phone and in the dark', async () => {
    const id = await service.train('mpg.csv', { ...SMALL, target: 'mpg', maxModels: 1, algorithms: ['GLM'] });
    await service.ended(id);
    const page = await open(`/${id}`, { ...PHONE, colorScheme: 'dark' });
    await page
      .getByRole('img', { name: /^Predicted against actual/ })
      .locator('svg')
      .waitFor();
    await page
      .getByRole('img', { name: /^Actual less predicted/ })
      .locator('svg')
      .waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it('cancels, tries again and deletes, and asks before what cannot be undone', async () => {
    const id = await service.train('titanic.csv', { ...TITANIC, maxModels: 40, maxRuntimeSecs: 120 });
    const page = await open(`/${id}`);
    await badge(page, 'Training').waitFor(LONG);
    await page.getByRole('progressbar', { name: 'Progress of the training' }).waitFor();
    await takePicture(page, 'monitor-training');
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the task' }).click();
    await badge(page, 'Cancelled').waitFor();
    await page.getByRole('button', { name: 'Train again as it is' }).click();
    await badge(page, 'Training').waitFor(LONG);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the task' }).click();
    await page.waitForURL(/\/tasks$/);
    await page.getByRole('link', { name: /^mpg.csv/ }).waitFor();
    await takePicture(page, 'monitor');
    expect(await page.getByRole('link', { name: /^titanic.csv/ }).count()).toBe(1);
  });

  it('goes on by itself when the service was restarted during the training', async () => {
    const id = await service.train('titanic.csv', TITANIC);
    const page = await open(`/${id}`, { expectedErrors: /./ });
    await badge(page, 'Training').waitFor(LONG);
    await service.kill('SIGKILL');
    await page
      .getByText(/connection/i)
      .first()
      .waitFor();
    await service.startAgain();
    await badge(page, 'Done').waitFor(LONG);
  });
});
