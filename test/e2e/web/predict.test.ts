import { readFile } from 'node:fs/promises';
import path from 'node:path';
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
import { SMALL, TestService } from '../../support/service.js';

let service: TestService;
let browser: Browser;
let titanic: string;
let mpg: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([TestService.start(), openBrowser()]);
  titanic = await service.train('titanic.csv', {
    ...SMALL,
    target: 'survived',
    ignoredColumns: ['alive'],
    algorithms: ['GBM'],
    maxModels: 1,
  });
  mpg = await service.train('mpg.csv', {
    ...SMALL,
    target: 'mpg',
    ignoredColumns: ['name'],
    maxModels: 1,
    algorithms: ['GLM'],
  });
  await service.ended(mpg);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const fixture = (name: string) => path.resolve(import.meta.dirname, '../../fixtures', name);
const open = (where: string, options?: TabOptions) =>
  openTab(browser, `${service.process.url}/predict${where}`, options);
const drop = (page: Page, file: string) => page.locator('input[type=file]').setInputFiles(file);

describe('a file of rows', () => {
  it('becomes a table beside the truth in it, sorted, filtered and downloaded', async () => {
    const page = await open(`/${titanic}`, { acceptDownloads: true });
    await drop(page, fixture('titanic.csv'));
    await page.getByRole('heading', { name: '891 predictions for titanic.csv' }).waitFor();
    await page.getByText('of rows classified correctly').waitFor();
    await takePicture(page, 'predict');
    await expectAccessible(page);

    const table = page.getByRole('region', { name: 'Predictions' });
    await table.getByRole('button', { name: 'Row', exact: true }).click();
    await table.getByRole('button', { name: 'Why row 891', exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Show predictions of' }).click();
    await page.getByRole('option', { name: '1', exact: true }).click();
    await page.getByText(/\d+ of 891 rows/).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download all as CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(892);
    expect(lines[0]).toMatch(/,predict,0,1$/);
  });

  it('of a regression shows how far off the numbers are', async () => {
    const page = await open('');
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: /mpg from mpg.csv/ }).click();
    await drop(page, fixture('mpg.csv'));
    await page.getByText('Typical error (RMSE)').waitFor();
    await expectAccessible(page);
  });

  it('with values that training never saw is predicted, and says so on top', async () => {
    const page = await open(`/${titanic}`, PHONE);
    const text = await readFile(fixture('titanic.csv'), 'utf8');
    await page.locator('input[type=file]').setInputFiles({
      name: 'odd.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text.replaceAll('Southampton', 'Atlantis')),
    });
    await page
      .getByRole('alert')
      .getByText(/Atlantis/)
      .waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  it('that is no table of this model is refused in words', async () => {
    const page = await open(`/${titanic}`, { expectedErrors: /status of 4/ });
    await page.locator('input[type=file]').setInputFiles({
      name: 'other.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('x,y\n1,2,3\n'),
    });
    await page.getByRole('alert').getByText('Prediction failed').waitFor();
  });
});

describe('one row by hand', () => {
  it('starts from what is typical, and is answered with the reasons', async () => {
    const page = await open(`/${titanic}`, { colorScheme: 'dark' });
    await page.getByRole('tab', { name: 'Single row' }).click();
    await page.getByRole('combobox', { name: 'sex' }).click();
    await page.getByRole('option', { name: 'female', exact: true }).click();
    await page.getByRole('textbox', { name: 'age' }).fill('30');
    await page.getByRole('button', { name: 'Predict survived' }).click();
    await page.getByText('Why this prediction').waitFor();
    await takePicture(page, 'predict-row-dark');
    await expectAccessible(page);
  });
});
