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
import { UploadDataset } from '../../support/operations.js';
import { fixtureFile, onSharedEngine, TestService } from '../../support/service.js';

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([TestService.start(onSharedEngine()), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const start = (options?: TabOptions) => openTab(browser, service.process.url, options);

const upload = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** Takes a bundled example and waits for what the service says of its suggested target. */
async function takeExample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
  await page.getByRole('table').waitFor();
  await page.getByText(/^(Yes\/no|Several classes) \(/).waitFor();
}

/** So that it is trained in seconds. */
async function fewModels(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show settings' }).click();
  await page.getByLabel('Maximum models').fill('3');
  await page.getByLabel('Also try deep learning if results are weak').uncheck();
  await page.getByText('up to 3 models').waitFor();
}

describe('someone who has no data yet', () => {
  it('trains the iris example with a few clicks and lands on the page of its task', async () => {
    const page = await start();
    await page.getByText('No datasets yet').waitFor();
    await takeExample(page, 'Iris');
    await page.getByText('150 rows, 5 columns').waitFor();
    expect(
      await page.getByRole('button', { name: 'species', exact: true }).getAttribute('aria-pressed'),
    ).toBe('true');
    await fewModels(page);
    await page.getByRole('button', { name: 'Train a model for species' }).click();
    await page.waitForURL(/\/tasks\//);

    const id = page.url().split('/').at(-1) ?? '';
    const task = await service.ended(id);
    expect([task.status, task.problemType, task.target]).toEqual(['DONE', 'MULTICLASS', 'species']);
  });
});

describe('the columns of a table', () => {
  it('show a leak, which is excluded until one click includes it, and a 0/1 target as two classes', async () => {
    const page = await start();
    await takeExample(page, 'Titanic');
    await page.getByText('each is a class').waitFor();
    await page.getByText('alive: likely leak.').waitFor();
    await takePicture(page, 'train-columns');
    await expectAccessible(page);

    await page.getByRole('textbox', { name: 'Search columns' }).fill('alive');
    const use = page.getByRole('checkbox', { name: 'Use alive' });
    expect(await use.isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Include alive' }).click();
    expect(await use.isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Exclude alive' }).click();
    expect(await use.isChecked()).toBe(false);
    await fewModels(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Train a model for survived' }).click();
    await page.waitForURL(/\/tasks\//);

    const task = await service.task(page.url().split('/').at(-1) ?? '');
    expect(task).toMatchObject({ problemType: 'BINARY', target: 'survived' });
    expect(task.options).toMatchObject({ maxModels: 3, ignoredColumns: ['alive'], maxRows: null });
    // With the leak it would be perfect.
    const { leaderboard } = await service.ended(task.id);
    expect(leaderboard[0]?.metrics.logloss).toBeGreaterThan(0.3);
    expect(leaderboard[0]?.metrics.logloss).toBeLessThan(0.6);
  });

  it('are chosen as the target by a click anywhere in them, and the kind of prediction can be changed', async () => {
    const page = await start({ colorScheme: 'dark' });
    await takeExample(page, 'Titanic');
    await page.getByRole('cell', { name: '71.2833' }).click();
    await page.getByRole('button', { name: 'Train a model for fare' }).waitFor();
    await page.getByText('Number (regression).').waitFor();
    await page.getByText('Classes', { exact: true }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'fare cannot be predicted' })
      .or(page.getByText('Several classes (multiclass).'))
      .waitFor();
    await expectAccessible(page);
  });

  it('fit a phone', async () => {
    const page = await start(PHONE);
    await expectNoSidewaysScroll(page);
    await takeExample(page, 'Titanic');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await takePicture(page, 'train-phone');
  });
});

describe('a file', () => {
  it('that cannot be read is refused with its line and what to do, and the next one is taken', async () => {
    const page = await start();
    await upload(page, 'ragged.csv', `a,b\n${'1,2\n'.repeat(12)}3,4,5\n`);
    const alert = page.getByRole('alert');
    await alert.getByText('The file was refused').waitFor();
    await alert.getByText(/line 14/i).waitFor();
    await expectAccessible(page);

    await upload(page, 'even.csv', `a,b\n${'1,2\n3,4\n'.repeat(12)}`);
    await page.getByRole('heading', { name: 'even.csv' }).waitFor();
    await page.getByText('24 rows, 2 columns').waitFor();
  });

  it('is dropped anywhere on the page, or pasted as cells of a spreadsheet', async () => {
    const page = await start();
    await page.getByRole('heading', { name: 'Train a model' }).waitFor();
    const cells = `size\tprice\n${Array.from({ length: 20 }, (_, row) => `${row}\t${row * 3}`).join('\n')}`;
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', ${JSON.stringify(cells)});
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
    await page.getByRole('heading', { name: 'pasted.tsv' }).waitFor();
    await page.getByText('20 rows, 2 columns').waitFor();

    await page.getByRole('link', { name: 'Train', exact: true }).click();
    await page.getByRole('heading', { name: 'Train a model' }).waitFor();
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File(${JSON.stringify([cells.replaceAll('\t', ',')])}, 'dropped.csv', { type: 'text/csv' }));
      const fire = (type, target) =>
        target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
      fire('dragenter', document.querySelector('h1'));
      window.dropThere = () => fire('drop', document.querySelector('h1'));
    }`);
    await page.getByText('Drop the file', { exact: true }).waitFor();
    await page.evaluate('window.dropThere()');
    await page.getByRole('heading', { name: 'dropped.csv' }).waitFor();
  });

  it('is kept, used again without another upload, and deleted after one question', async () => {
    await service.client.request(UploadDataset, { file: await fixtureFile('mpg.csv') });
    const page = await start();
    await page.getByRole('link', { name: 'Train on mpg.csv' }).click();
    await page.getByRole('heading', { name: 'mpg.csv' }).waitFor();
    await page.getByRole('link', { name: 'Train', exact: true }).click();
    await takePicture(page, 'train');
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Delete mpg.csv' }).click();
    await page.getByRole('button', { name: 'Delete the dataset' }).click();
    await page.getByRole('link', { name: 'Train on mpg.csv' }).waitFor({ state: 'detached' });
  });
});

it('works by keyboard alone', async () => {
  const page = await start();
  await page.getByRole('heading', { name: 'Train a model' }).waitFor();
  await page.getByRole('button', { name: /^Iris/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Several classes (multiclass).').waitFor();
  await page.getByRole('button', { name: 'petal_width', exact: true }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Train a model for petal_width' }).waitFor();
});
