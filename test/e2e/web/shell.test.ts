import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openTab,
  PHONE,
} from '../../support/browser.js';
import { freePort } from '../../support/free-port.js';
import { UploadDataset } from '../../support/operations.js';
import { fixtureFile, onSharedEngine, TestService } from '../../support/service.js';
import { countTransfer } from '../../support/transfer.js';

const TOKEN = 'a-token-for-this-test';

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort();
  [service, browser] = await Promise.all([
    TestService.start({ ...onSharedEngine(), API_TOKEN: TOKEN, PORT: String(port) }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

/** What a browser notes of requests without the token, and of a service that is away. */
const UNAUTHENTICATED = /status of 401/;
const AWAY = /status of 401|ERR_CONNECTION|ERR_INTERNET_DISCONNECTED|WebSocket connection to/;

async function openWithToken(expectedErrors = UNAUTHENTICATED) {
  const page = await openTab(browser, service.process.url, { expectedErrors });
  await page.getByLabel('API token').fill(TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Train a model' }).waitFor();
  return page;
}

describe('a service with a token', () => {
  it('asks for it once a browser, says when it is wrong, and forgets it when one signs out, in every tab', async () => {
    const page = await openTab(browser, service.process.url, { ...PHONE, expectedErrors: UNAUTHENTICATED });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByLabel('API token').fill('not-the-token');
    await page.keyboard.press('Enter');
    await page.getByText('The server refused this token.').waitFor();
    await page.getByLabel('API token').fill(TOKEN);
    await page.keyboard.press('Enter');
    await page.getByText('No datasets yet').waitFor();

    await page.reload();
    await page.getByText('No datasets yet').waitFor();
    expect(await page.getByLabel('API token').count()).toBe(0);

    const second = await page.context().newPage();
    await second.goto(service.process.url);
    await second.getByText('No datasets yet').waitFor();
    expect(await second.getByRole('navigation', { name: 'Main' }).getByRole('link').count()).toBe(3);
    await second.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [second, page]) {
      await tab.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await tab.getByRole('navigation', { name: 'Main' }).getByRole('link').count()).toBe(0);
    }

    const another = await openTab(browser, service.process.url, { expectedErrors: UNAUTHENTICATED });
    await another.getByLabel('API token').waitFor();
  });

  it('is asked for by GraphiQL too, with a field of its own, and then works there', async () => {
    const page = await openTab(browser, `${service.process.url}/graphql`, {
      expectedErrors: UNAUTHENTICATED,
    });
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('API token').fill('not-the-token');
    await page.keyboard.press('Enter');
    await page.getByText('The server refused this token.').waitFor();
    await page.getByLabel('API token').fill(TOKEN);
    await page.keyboard.press('Enter');
    await page.getByText('"maxModels"').waitFor();
    await page.getByRole('tab', { name: /Tasks/ }).click();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByText('"totalCount"').first().waitFor();
  });
});

describe('the header', () => {
  it('shows the engine and leads to GraphiQL and to the docs of this version', async () => {
    const page = await openWithToken();
    await page.getByRole('img', { name: /^Engine (starting|ready)\. Trainyard \d/ }).waitFor();
    expect(await page.getByRole('link', { name: 'GraphiQL' }).first().getAttribute('href')).toBe('/graphql');
    await page.getByRole('link', { name: 'Docs' }).first().click();
    await page.getByRole('navigation', { name: 'Documentation' }).getByRole('link', { name: 'API' }).click();
    await page.getByRole('heading', { name: 'The API', level: 1 }).waitFor();
    await page.getByRole('article').getByRole('link', { name: 'tasks' }).first().click();
    await page.waitForURL(/\/docs\/tasks$/);
    await expectAccessible(page);
    expect(await page.getByRole('article').locator('a[href$=".md"]').count()).toBe(0);
  });
});

describe('an open page', () => {
  it('says that the service is gone, reconnects when it is back, and shows what it missed', async () => {
    const page = await openWithToken(AWAY);
    await page.getByText('No datasets yet').waitFor();
    // So that it comes back only when there is something that it has missed.
    await page.context().setOffline(true);
    await service.kill('SIGKILL');
    await page.getByText('Connection to the server lost.').waitFor();
    await expectAccessible(page);

    await service.startAgain();
    await service.client.request(UploadDataset, { file: await fixtureFile('iris.csv') });
    await page.context().setOffline(false);
    await page.getByText('Connection to the server lost.').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Train on iris.csv' }).waitFor();
  });

  it('says that the disk is full, and what to do', async () => {
    const full = await TestService.start({ ...onSharedEngine(), MIN_FREE_DISK_MB: '1000000000' });
    onTestFinished(() => full.stop());
    const page = await openTab(browser, full.process.url);
    await page.getByText('Less than 1000000000 MB are free: no upload and no task is taken.').waitFor();
    await expectAccessible(page);
  });

  it('changes between light and dark, and remembers which', async () => {
    const page = await openWithToken();
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    expect(await scheme()).toBe('light');
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    expect(await scheme()).toBe('dark');
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: 'Switch to light theme' }).waitFor();
    expect(await scheme()).toBe('dark');
  });

  it('says so at an address that leads nowhere, and of a dataset that is gone', async () => {
    const page = await openWithToken();
    await page.goto(`${service.process.url}/nowhere`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await expectAccessible(page);
    await page.goto(`${service.process.url}/train/${'0'.repeat(64)}`);
    await page.getByText('Dataset not found').waitFor();
    await page.getByRole('link', { name: 'Upload a file' }).click();
    await page.getByRole('heading', { name: 'Train a model' }).waitFor();
  });

  it('is reached past the navigation with the first press of Tab', async () => {
    const page = await openWithToken();
    await page.reload();
    await page.getByRole('heading', { name: 'Train a model' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('main');
  });
});

it('loads less than 300 kB over the wire before it shows', async () => {
  const page = await openTab(browser, 'about:blank', { expectedErrors: UNAUTHENTICATED });
  const transferred = await countTransfer(page);
  await page.goto(service.process.url, { waitUntil: 'networkidle' });
  await page.getByLabel('API token').waitFor();
  expect(transferred()).toBeGreaterThan(100_000);
  expect(transferred()).toBeLessThan(300_000);
});
