import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openTab,
  PHONE,
} from '../../support/browser.js';
import { layoutShift, overlaps, watchLayoutShift } from '../../support/layout.js';
import { UploadDataset } from '../../support/operations.js';
import { TestService } from '../../support/service.js';

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([TestService.start(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

/** @returns the address of its set-up page. */
async function uploaded(name: string, lines: readonly string[]): Promise<string> {
  const file = new File([lines.join('\n')], name, { type: 'text/csv' });
  const { uploadDataset } = await service.client.request(UploadDataset, { file });
  return `${service.process.url}/train/${uploadDataset.id}`;
}

const table = (page: Page) => page.getByRole('region', { name: 'Columns and first rows' });
const trainButton = (page: Page) => page.getByRole('button', { name: /^Train a model for/ });

const TIMES = [
  'signup_date,temperature_celsius_outside,contract_with_long_labels,churned',
  ...Array.from({ length: 60 }, (_, row) => {
    const day = String((row % 28) + 1).padStart(2, '0');
    const labels = [
      'A label that is much longer than its column is wide',
      'Another one that is too long',
      'c',
    ];
    return `20${19 + (row % 4)}-01-${day},${(row * 7) % 31}.5,${labels[row % 3] ?? ''},${row % 3 === 0 ? 'Yes' : 'No'}`;
  }),
];

describe('a profile of columns', () => {
  it.each([1440, 1024, 390])(
    'is not printed over itself at a width of %i, with times and long labels',
    async (width) => {
      const page = await openTab(browser, await uploaded('times.csv', TIMES), { width });
      await trainButton(page).waitFor();
      expect(await overlaps(page, 'table td > *, table th > *')).toEqual([]);
      expect(await overlaps(page, 'table li > span:not([style])')).toEqual([]);
      await expectNoSidewaysScroll(page);
    },
  );

  it.each(['Europe/Berlin', 'America/New_York'])(
    'shows dates as they are in the file to a reader in %s',
    async (timezoneId) => {
      const page = await openTab(browser, await uploaded('times.csv', TIMES), { timezoneId });
      await trainButton(page).waitFor();
      await page.getByRole('img', { name: 'Histogram from 2019-01-01 to 2022-01-28' }).waitFor();
    },
  );

  it('is read out by its column and row, not as the head of every cell', async () => {
    const page = await openTab(browser, await uploaded('times.csv', TIMES));
    await trainButton(page).waitFor();
    const heads = await table(page).getByRole('columnheader').allInnerTexts();
    expect(heads.map((head) => head.trim())).toContain('signup_date');
    expect(heads.join(' ')).not.toMatch(/distinct|Use/);
    expect(await table(page).getByRole('rowheader').allTextContents()).toContain('Counts');
  });

  it('does not move while the page loads', async () => {
    const page = await openTab(browser, 'about:blank');
    await watchLayoutShift(page);
    await page.goto(await uploaded('times.csv', TIMES));
    await trainButton(page).waitFor();
    expect(await layoutShift(page)).toBeLessThan(0.1);
  });
});

describe('400 columns', () => {
  const wide = [
    [...Array.from({ length: 400 }, (_, column) => `feature_${column}`), 'result'].join(),
    ...Array.from({ length: 40 }, (_, row) =>
      [
        ...Array.from({ length: 400 }, (_, column) => (row * 31 + column * 17) % 97),
        row % 2 ? 'up' : 'down',
      ].join(),
    ),
  ];

  it('are few elements, with the target always in view', async () => {
    const page = await openTab(browser, await uploaded('wide.csv', wide));
    await trainButton(page).waitFor();
    expect(await page.evaluate<number>('document.querySelectorAll("*").length')).toBeLessThan(2500);
    const target = table(page).getByRole('columnheader', { name: 'result' });
    const inView = async () => {
      const [frame, cell] = await Promise.all([table(page).boundingBox(), target.boundingBox()]);
      return (
        frame !== null &&
        cell !== null &&
        cell.x >= frame.x - 1 &&
        cell.x + cell.width <= frame.x + frame.width + 1
      );
    };
    expect(await inView()).toBe(true);
    await table(page).getByRole('button', { name: 'feature_0', exact: true }).waitFor();

    await page.getByRole('combobox', { name: 'Column to predict' }).click();
    await page.getByRole('option', { name: 'feature_3', exact: true }).click();
    await page.getByRole('button', { name: 'Train a model for feature_3' }).waitFor();
    await table(page).hover();
    await page.mouse.wheel(20_000, 0);
    await table(page)
      .getByRole('button', { name: /^feature_11\d$/ })
      .first()
      .waitFor();
    const left = table(page).getByRole('columnheader', { name: 'feature_3', exact: true });
    const [frame, cell] = await Promise.all([table(page).boundingBox(), left.boundingBox()]);
    expect(Math.abs((cell?.x ?? 0) - (frame?.x ?? 0))).toBeLessThan(2);
    await expectAccessible(page);
  });

  it('are searched, and excluded and included many at once', async () => {
    const page = await openTab(browser, await uploaded('wide.csv', wide));
    await page.getByText('400 of 401 columns used').waitFor();
    await page.getByRole('textbox', { name: 'Search columns' }).fill('feature_39');
    await page.getByRole('button', { name: 'Exclude 11 found' }).click();
    await page.getByText('389 of 401 columns used').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Use feature_390' }).isChecked()).toBe(false);
    await page.getByRole('textbox', { name: 'Search columns' }).fill('');
    await page.getByRole('button', { name: 'Exclude all' }).click();
    await page.getByText('No column is left to learn from. Include at least one.').waitFor();
    await page.reload();
    await page.getByText('0 of 401 columns used').waitFor();
    await page.getByRole('button', { name: 'Include all' }).click();
    await page.getByText('400 of 401 columns used').waitFor();
  });
});

describe('the settings', () => {
  it('are in the address: a reload, a link and Back from the task keep them', async () => {
    const page = await openTab(browser, await uploaded('times.csv', TIMES));
    await trainButton(page).waitFor();
    await page.getByRole('checkbox', { name: 'Use signup_date' }).uncheck();
    await page.getByRole('button', { name: 'Show settings' }).click();
    await page.getByLabel('Maximum models').fill('2');
    await page.getByLabel('Time limit').fill('45');
    await page.getByText('up to 2 models in 45 s').waitFor();
    const check = async (tab: Page) => {
      await tab.getByText('On all 60 rows, up to 2 models in 45 s').waitFor();
      expect(await tab.getByRole('checkbox', { name: 'Use signup_date' }).isChecked()).toBe(false);
    };
    await page.reload();
    await check(page);
    await check(await openTab(browser, page.url(), PHONE));

    await trainButton(page).click();
    await page.waitForURL(/\/tasks\//);
    const id = page.url().split('/').at(-1) ?? '';
    await page.goBack();
    await check(page);

    await page.goto(`${service.process.url}/tasks/${id}`);
    await page.getByRole('link', { name: 'Train again with changes' }).click();
    await check(page);
  });
});

describe('how a file was read', () => {
  it('is said in a line, and changed: the file is read again', async () => {
    const page = await openTab(browser, service.process.url);
    const lines = ['size;price', ...Array.from({ length: 20 }, (_, row) => `${row},5;${row * 3}`)];
    await page.locator('input[type=file]').setInputFiles({
      name: 'prices.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['A title', ...lines].join('\n')),
    });
    await page.getByText('CSV, “;”, UTF-8, header in line 2').waitFor();
    await page.getByRole('button', { name: 'Change how it is read' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lines to skip above the table').fill('2');
    await dialog.getByRole('switch', { name: 'The first line names the columns' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('CSV, “;”, UTF-8, no header').waitFor();
    await page.getByText('20 rows, 2 columns').waitFor();
    await table(page).getByRole('button', { name: 'C1' }).waitFor();
  });
});
