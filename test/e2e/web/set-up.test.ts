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
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** @returns the address of its set-up page. */
async function uploaded(name: string, lines: readonly string[]): Promise<string> {
  const file = new File([lines.join('\n')], name, { type: 'text/csv' });
  const { uploadDataset } = await server.client.request(UploadDataset, { file });
  return `${server.url}/train/${uploadDataset.id}`;
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

  it('names a key as such, and writes each number in one way, years without marks', async () => {
    const rows = Array.from({ length: 1200 }, (_, row) =>
      [
        `C-${100_000 + row}`,
        1900 + (row % 100),
        row % 5 === 0 ? '' : row % 7,
        row % 33 ? 'yes' : 'no',
      ].join(),
    );
    const head = 'customer_id,year_of_construction_of_the_house,rooms,paid';
    const page = await openTab(browser, await uploaded('keys.csv', [head, ...rows]));
    await trainButton(page).waitFor();
    await table(page).getByText('Identifier', { exact: true }).waitFor();
    expect(await page.getByText('Free text').count()).toBe(0);
    await table(page).getByText('1,200 distinct').waitFor();
    await table(page).getByTitle('1900', { exact: true }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text.match(/\d{4,} (?:distinct|different|rows|values)/g)).toBeNull();
    const shares = text.match(/\S+ ?%/g) ?? [];
    expect(shares).toContain('20.0%');
    expect(shares.filter((share) => !/^[<>]?\d{1,3}\.\d%$/.test(share))).toEqual([]);
    // Names break at their own seams: each part is on one line.
    const broken = await page.evaluate<string[]>(`
      [...document.querySelectorAll('th button span')].flatMap(({ childNodes }) => [...childNodes]).filter((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
      }).map(({ textContent }) => textContent)`);
    expect(broken).toEqual([]);
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

    await page.goto(`${server.url}/tasks/${id}`);
    await page.getByRole('link', { name: 'Train again with changes' }).click();
    await check(page);
  });
});

/** Visits of patients: the day comes first or the month, the city is spelt in two ways, one column is a key. */
const VISITS = [
  'visit_key,patient_id,visited,city,age,weight,ill',
  ...Array.from({ length: 90 }, (_, row) => {
    const day = `${String((row % 9) + 1).padStart(2, '0')}/${String((row % 7) + 1).padStart(2, '0')}/2024`;
    const city = ['Bonn', 'bonn', 'Köln'][row % 3] ?? '';
    return `${1000 + ((row * 7) % 90)},${Math.floor(row / 3)},${day},${city},${20 + (row % 40)},${1 + (row % 2)},${row % 4 === 0 ? 'yes' : 'no'}`;
  }),
];

describe('the settings of a column', () => {
  it('are chosen in it: its type and how its dates are written, kept in the address and sent with the task', async () => {
    const page = await openTab(browser, await uploaded('visits.csv', VISITS));
    await trainButton(page).waitFor();
    await table(page).getByLabel('Type of age', { exact: true }).selectOption('Category');
    await table(page).getByText('detected: number').waitFor();
    await table(page).getByLabel('Date format of visited').fill('MM/dd/yyyy');
    await page.keyboard.press('Enter');
    await page.getByText(/Read as you chose: age, visited\./).waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByText(/Read as you chose: age, visited\./).waitFor();
    await trainButton(page).click();
    await page.waitForURL(/\/tasks\//);
    expect(server.tasks.get(page.url().split('/').at(-1) ?? '').options.columns).toEqual([
      { name: 'age', type: 'CATEGORICAL', timeFormat: null, mergeVariants: false },
      { name: 'visited', type: null, timeFormat: 'MM/dd/yyyy', mergeVariants: false },
    ]);
  });

  it('that training leaves out by itself are shown as excluded, and included by a click', async () => {
    const page = await openTab(browser, await uploaded('visits.csv', VISITS));
    const use = page.getByRole('checkbox', { name: 'Use visit_key' });
    await page.getByText('visit_key: identifier.').waitFor();
    expect(await use.isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Include visit_key' }).click();
    expect(await use.isChecked()).toBe(true);
    await trainButton(page).click();
    await page.waitForURL(/\/tasks\//);
    expect(server.tasks.get(page.url().split('/').at(-1) ?? '').options).toMatchObject({
      includeColumns: ['visit_key'],
      ignoredColumns: [],
    });
  });
});

describe('the training settings', () => {
  it('that a finding names are applied by one click; all of them reach the task and come back from it', async () => {
    const page = await openTab(browser, await uploaded('visits.csv', VISITS), { colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Merge spellings of city' }).click();
    await page.getByRole('button', { name: 'Keep each patient_id in one fold' }).click();
    await page.getByText(/Judged by groups of patient_id\./).waitFor();
    await page.getByRole('button', { name: 'Show settings' }).click();
    await page.getByLabel('Folds').fill('4');
    await page.getByLabel('Test share').fill('20');
    const pick = async (field: string, option: string) => {
      await page
        .getByRole('combobox', { name: field })
        .or(page.getByLabel(field, { exact: true }))
        .first()
        .click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await pick('Metric of the leaderboard', 'AUCPR');
    await pick('Threshold', 'Lowest cost of mistakes');
    await page.getByLabel('Cost of a miss').fill('5');
    await page.getByLabel('Balance the classes').check();
    await pick('Weight column', 'weight');
    await pick('Prediction rises with', 'age');
    await page.keyboard.press('Escape');
    await expectAccessible(page);
    const said =
      'Judged by groups of patient_id. 4 folds. 20.0% of the rows kept to test. Best by AUCPR. Threshold: a miss costs 5, ' +
      'a false alarm 1. Rows weighted by weight. Classes balanced. Prediction rises with age. Read as you chose: city.';
    await page.getByText(said).waitFor();
    await trainButton(page).click();
    await page.waitForURL(/\/tasks\//);
    const { options } = server.tasks.get(page.url().split('/').at(-1) ?? '');
    expect(options).toMatchObject({
      validation: { kind: 'GROUPED', column: 'patient_id', folds: 4, testFraction: 0.2 },
      sortMetric: 'AUCPR',
      threshold: { criterion: 'COST', falsePositiveCost: 1, falseNegativeCost: 5 },
      weightColumn: 'weight',
      balanceClasses: true,
      monotone: [{ column: 'age', direction: 'INCREASING' }],
      columns: [{ name: 'city', type: null, mergeVariants: true }],
    });
    await page.getByRole('link', { name: 'Train again with changes' }).click();
    await page.getByText(said).waitFor();
  });

  it('are offered for rows in the order of time', async () => {
    const days = Array.from({ length: 120 }, (_, row) => {
      const day = new Date(Date.UTC(2023, 0, 1 + row)).toISOString().slice(0, 10);
      return `${day},${(row * 7) % 5},${row * 2 + (row % 3)}`;
    });
    const page = await openTab(browser, await uploaded('sales.csv', ['day,promo,sales', ...days]), PHONE);
    await page.getByRole('button', { name: 'Validate on later rows, by day' }).click();
    await page.getByText(/Judged on later rows, by day\./).waitFor();
    await expectNoSidewaysScroll(page);
    await page.waitForURL(/validation=time_ordered&by=day/);
  });
});

describe('how a file was read', () => {
  it('is said in a line, and changed: the file is read again', async () => {
    const page = await openTab(browser, server.url, { colorScheme: 'dark' });
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
