import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openTab } from '../../support/browser.js';
import { irisFile } from '../../support/csv.js';
import { TrainModel } from '../../support/operations.js';
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

/** Bytes over the wire, headers included, until the page has been quiet for half a second. */
async function bytesOf(pathname: string): Promise<number> {
  const page = await openTab(browser, 'about:blank');
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await page.goto(server.url + pathname, { waitUntil: 'networkidle' });
  return bytes;
}

describe('over the wire', () => {
  it('the start page has at most 300 kB', async () => {
    expect(await bytesOf('/')).toBeLessThan(300_000);
  });

  it('the page of a task has at most 500 kB', async () => {
    const { trainModel } = await server.client.request(TrainModel, { file: irisFile() });
    (await server.runner.attempt(0)).succeed();
    expect(await bytesOf(`/tasks/${trainModel.id}`)).toBeLessThan(500_000);
  });
});
