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
import { Predict } from '../../support/operations.js';
import { fixtureFile, onSharedEngine, SMALL, TestService } from '../../support/service.js';

let service: TestService;
let browser: Browser;
let titanic: string;
let mpg: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([TestService.start(onSharedEngine()), openBrowser()]);
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
}, 300_000);
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const fixture = (name: string) => path.resolve(import.meta.dirname, '../../fixtures', name);
const open = (where: string, options?: TabOptions) =>
  openTab(browser, `${service.process.url}/predict${where}`, options);
const drop = (page: Page, file: string) => page.locator('input[type=file]').setInputFiles(file);

/** A table of the one row that is only just predicted to be a survivor. */
async function leastSureSurvivor(): Promise<string> {
  const { predict } = await service.client.request(Predict, {
    taskId: titanic,
    file: await fixtureFile('titanic.csv'),
  });
  const chance = (row: Record<string, unknown>) => (row['predict'] === '1' ? Number(row['1']) : Infinity);
  const chances = predict.rows.map((row) => chance(row));
  const [header, ...lines] = (await readFile(fixture('titanic.csv'), 'utf8')).split('\n');
  return `${header}\n${lines[chances.indexOf(Math.min(...chances))]}\n`;
}

describe('the page of the model', () => {
  const openTask = (options?: TabOptions) =>
    openTab(browser, `${service.process.url}/tasks/${titanic}`, options);
  const matrixOf = (page: Page) => page.getByRole('group', { name: 'Confusion matrix, table' }).innerText();

  it('moves the matrix with the threshold, and once it is saved predictions use it', async () => {
    const page = await openTask();
    const slider = page.getByRole('slider', { name: 'Threshold' });
    await slider.waitFor();
    const before = await matrixOf(page);
    await slider.press('End');
    expect(await matrixOf(page)).not.toBe(before);
    await page.getByText(/^Not saved/).waitFor();
    await page.getByLabel('A false “1” costs').fill('1');
    await page.getByLabel('A missed “1” costs').fill('20');
    await page.getByRole('combobox', { name: 'Chosen for' }).click();
    await page.getByRole('option', { name: 'Lowest cost of mistakes' }).click();
    await page.getByText(/^Mistakes cost .* per 100 rows/).waitFor();
    await page.getByRole('button', { name: 'Save threshold' }).click();
    await page.getByText('Predictions and the report use this threshold.').waitFor();
    const saved = await matrixOf(page);
    await page.reload();
    await slider.waitFor();
    expect(await matrixOf(page)).toBe(saved);
    const threshold = await page.getByLabel('Exact threshold').inputValue();

    await page.getByRole('link', { name: 'Use this model' }).click();
    const placeholder = await page
      .getByRole('textbox', { name: 'Threshold', exact: true })
      .getAttribute('placeholder');
    expect(Number(placeholder)).toBeCloseTo(Number(threshold), 3);
    await page.getByRole('tab', { name: 'Single row' }).click();
    await page.getByRole('button', { name: 'Predict survived' }).click();
    // With a miss that costs 20, a passenger who most likely died is predicted to survive.
    await page.getByRole('status').getByText('1', { exact: true }).waitFor();

    // As it was, for the tests that follow.
    await page.goto(`${service.process.url}/tasks/${titanic}`);
    await page.getByRole('combobox', { name: 'Chosen for' }).click();
    await page.getByRole('option', { name: 'Automatic' }).click();
    await page.getByRole('button', { name: 'Save threshold' }).click();
    await page.getByText('Predictions and the report use this threshold.').waitFor();
    expect(await matrixOf(page)).toBe(before);
  });

  it.each(['light', 'dark'] as const)(
    'shows what the columns are worth and do, and says what each chart shows, in %s',
    async (colorScheme) => {
      const page = await openTask({ colorScheme });
      await page.getByText(/^Without what “.+” says, the logloss would grow by/).waitFor();
      await page.getByRole('button', { name: /^age/ }).click();
      await page.getByRole('heading', { name: 'How the prediction depends on age' }).waitFor();
      await page.getByText(/^As “age” goes from/).waitFor();
      await page.getByRole('button', { name: /^sex/ }).click();
      await page.getByText(/is highest for “female”|^Whatever “sex” is/).waitFor();
      await page.getByRole('tab', { name: 'Gains' }).click();
      await page.getByText(/^The 20% of rows with the highest probability hold/).waitFor();
      await page.getByRole('tab', { name: 'Calibration' }).click();
      await page.getByText(/^(Calibrated|Not calibrated):/).waitFor();
      await expectAccessible(page);
    },
  );
});

describe('a file of rows', () => {
  it('becomes a table beside its columns, compared with the truth, and is still there after a reload', async () => {
    const page = await open(`/${titanic}`, { acceptDownloads: true });
    await drop(page, fixture('titanic.csv'));
    await page.getByRole('heading', { name: '891 predictions for titanic.csv' }).waitFor();
    await page.getByText('891 rows compared.').waitFor();
    // In sight without a scroll.
    const heading = page.getByRole('heading', { name: '891 predictions for titanic.csv' });
    expect((await heading.boundingBox())?.y).toBeLessThan(600);
    await page.getByRole('region', { name: 'Predictions', exact: true }).hover();
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

    await page.getByRole('tab', { name: 'ROC curve' }).click();
    await page.reload();
    await page.getByRole('heading', { name: '891 predictions for titanic.csv' }).waitFor();
    await page.getByText('891 rows compared.').waitFor();
    await page.getByText(/^Kept until/).waitFor();
  });

  it('says of a clicked row why it is predicted so, what if, and what would turn it', async () => {
    const page = await open(`/${titanic}`, { colorScheme: 'dark' });
    await page.locator('input[type=file]').setInputFiles({
      name: 'unsure.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(await leastSureSurvivor()),
    });
    await page.getByRole('button', { name: 'Why row 1', exact: true }).click();
    await page.getByRole('heading', { name: 'Row 1', exact: true }).waitFor();
    await page.getByText('Why this prediction').waitFor();
    await page.getByRole('button', { name: 'Find the smallest change of one column' }).click();
    await page.getByRole('button', { name: /^Try / }).first().click();
    await page.getByRole('status').getByText('0', { exact: true }).waitFor();
    await expectAccessible(page);
  });

  it('of a regression shows how far off the numbers are, and intervals around them', async () => {
    const page = await open('');
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: /mpg from mpg.csv/ }).click();
    await page.getByRole('combobox', { name: 'Interval around each prediction' }).click();
    await page.getByRole('option', { name: '90% of values' }).click();
    await drop(page, fixture('mpg.csv'));
    await page.getByRole('button', { name: 'High' }).waitFor();
    await page.getByRole('heading', { name: 'Residuals' }).waitFor();
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
