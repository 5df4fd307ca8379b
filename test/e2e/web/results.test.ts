import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, openBrowser, openTab, type TabOptions } from '../../support/browser.js';
import { layoutShift, watchLayoutShift } from '../../support/layout.js';
import { TrainModel } from '../../support/operations.js';
import { SMALL, TestService } from '../../support/service.js';
import { countTransfer } from '../../support/transfer.js';

const CLASSES = 60;

let service: TestService;
let browser: Browser;
/** Tasks of 60 classes, and of one that cannot finish in time. */
let many: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([TestService.start(), openBrowser()]);
  many = await trained(
    'classes.csv',
    [
      'a,b,class',
      ...Array.from({ length: 720 }, (_, row) => {
        const place = row % CLASSES;
        return `${place + ((row * 37) % 11) / 8},${(place * 7) % CLASSES},class_${String(place).padStart(2, '0')}`;
      }),
    ],
    { ...SMALL, maxModels: 1, maxRuntimeSecs: 250, algorithms: ['DRF'], maxRows: null },
  );
  await service.ended(many);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await service.stop();
});

async function trained(name: string, lines: readonly string[], options: object): Promise<string> {
  const file = new File([lines.join('\n')], name, { type: 'text/csv' });
  const { trainModel } = await service.client.request(TrainModel, { file, options });
  return trainModel.id;
}

const open = (where: string, options?: TabOptions) =>
  openTab(browser, `${service.process.url}${where}`, options);
const height = (page: Page) => page.evaluate<number>('document.documentElement.scrollHeight');
/** Three screens of a laptop. */
const THREE_SCREENS = 3 * 900;

describe('60 classes', () => {
  it('are a task page of three screens: the worst classes, the most confused pairs, the matrix when asked for', async () => {
    const page = await open(`/tasks/${many}`, { width: 1440, height: 900 });
    await page.getByRole('heading', { name: 'Classes found least often' }).waitFor();
    expect(await height(page)).toBeLessThan(THREE_SCREENS);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show the matrix of 60 classes' }).click();
    const box = await page.getByRole('group', { name: 'Confusion matrix, table' }).boundingBox();
    expect(box?.height).toBeLessThan(600);
  });

  it('are listed by probability for one row, with one line for the unlikely ones', async () => {
    const page = await open(`/predict/${many}`);
    await page.getByRole('tab', { name: 'Single row' }).click();
    await page.getByRole('textbox', { name: 'a', exact: true }).fill('3.1');
    await page.getByRole('button', { name: 'Predict class' }).click();
    await page.getByText('55 other classes').waitFor();
    const shares = await page.locator('dd').allInnerTexts();
    const numbers = shares.slice(0, 5).map((text) => Number.parseFloat(text.replace('<', '')));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    expect(await height(page)).toBeLessThan(THREE_SCREENS);
  });
});

describe('the page of a task', () => {
  it('does not move while it loads', async () => {
    const page = await open('/nowhere');
    await watchLayoutShift(page);
    await page.goto(`${service.process.url}/tasks/${many}`);
    await page.getByRole('heading', { name: 'Details' }).waitFor();
    expect(await layoutShift(page)).toBeLessThan(0.1);
  });

  it('is less than 500 kB over the wire', async () => {
    const page = await openTab(browser, 'about:blank');
    const transferred = await countTransfer(page);
    await page.goto(`${service.process.url}/tasks/${many}`, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { name: 'Details' }).waitFor();
    expect(transferred()).toBeGreaterThan(100_000);
    expect(transferred()).toBeLessThan(500_000);
  });

  it('links to its dataset with the settings that it was trained with', async () => {
    const page = await open(`/tasks/${many}`);
    await page.getByRole('link', { name: 'classes.csv' }).click();
    await page.getByText('On all 720 rows, up to 1 model in 4 min 10 s: Random forest (DRF).').waitFor();
  });

  it('shows the newest entry of its log while it trains, and says why it starts over when the engine is lost', async () => {
    const lines = ['x,y', ...Array.from({ length: 400 }, (_, row) => `${(row * 37) % 101},${row % 7}.5`)];
    const id = await trained('long.csv', lines, { maxModels: 40, maxRuntimeSecs: 120, escalate: false });
    const page = await open(`/tasks/${id}`);
    const log = page.getByRole('region', { name: 'Event log' });
    await page
      .getByRole('region', { name: 'Leaderboard' })
      .getByRole('row')
      .nth(8)
      .waitFor({ timeout: 90_000 });
    await log.waitFor();
    const below = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(
      document.querySelector('[aria-label="Event log"]'))`;
    expect(await page.evaluate<number>(below)).toBeLessThan(8);

    process.kill(await service.enginePid(), 'SIGKILL');
    await page.getByText('Training started over (attempt 2 of 3)').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep training' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the task' }).click();
    await page.getByText('The task was cancelled.').waitFor();
  });
});

it('bars and the current page are seen in forced colours', async () => {
  const page = await open(`/tasks/${many}`, { forcedColors: 'active' });
  await page.getByRole('heading', { name: 'Details' }).waitFor();
  const colorOf = (selector: string, property: string) =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).${property}`,
    );
  const canvas = await colorOf('body', 'backgroundColor');
  expect(await colorOf('[class*=bar][style*=width]', 'backgroundColor')).not.toBe(canvas);
  const current = await colorOf('nav a[aria-current=page]', 'borderBottomColor');
  expect(current).not.toBe(await colorOf('nav a:not([aria-current])', 'borderBottomColor'));
});
