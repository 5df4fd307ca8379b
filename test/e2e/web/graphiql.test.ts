import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, openBrowser, openTab, takePicture } from '../../support/browser.js';
import { ListTasks } from '../../support/operations.js';
import { onSharedEngine, TestService } from '../../support/service.js';
import { countTransfer } from '../../support/transfer.js';

let service: TestService;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([TestService.start(onSharedEngine()), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

it('GraphiQL is less than 1.5 MB over the wire', async () => {
  const page = await openTab(browser, 'about:blank');
  const transferred = await countTransfer(page);
  await page.goto(`${service.process.url}/graphql`, { waitUntil: 'networkidle' });
  await page.getByText('"maxModels"').waitFor();
  expect(transferred()).toBeGreaterThan(500_000);
  expect(transferred()).toBeLessThan(1_500_000);

  // What to do first is read whole, beside the buttons.
  const room = () =>
    page.evaluate<number>(`(() => {
      const lines = [...document.querySelectorAll('.view-line')];
      const range = document.createRange();
      range.selectNodeContents(lines.find(({ textContent }) => textContent.startsWith('#')) ?? document.body);
      const button = document.querySelector('.graphiql-execute-button').getBoundingClientRect();
      return button.left - range.getBoundingClientRect().right;
    })()`);
  await expect.poll(room).toBeGreaterThan(0);
  // Tabs of the library hold buttons.
  await expectAccessible(page, ['nested-interactive']);
});

it('GraphiQL trains an uploaded file with its first example, and follows the task live with its second', async () => {
  const page = await openTab(browser, `${service.process.url}/graphql`);
  const response = page.getByRole('region', { name: 'Result Window' }).or(page.locator('.graphiql-response'));
  const run = page.getByRole('button', { name: /Execute query/ });
  const answer = (text: string) => response.getByText(text).first().waitFor({ timeout: 60_000 });

  await run.waitFor();
  const picker = page.getByLabel('$file: Upload!');
  await page.getByText('"maxModels"').waitFor();
  await picker.setInputFiles(path.resolve(import.meta.dirname, '../../fixtures/iris.csv'));
  await page.getByText('iris.csv (').waitFor();
  await run.click();
  await answer('"species"');
  await takePicture(page, 'graphiql');
  const { tasks } = await service.client.request(ListTasks, {});
  const id = tasks.edges[0]?.node.id ?? '';

  await page.getByRole('tab', { name: /Watch/ }).click();
  await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(JSON.stringify({ taskId: id }));
  // The brackets and quotes that the editor closed by itself.
  await page.keyboard.press('ControlOrMeta+Shift+End');
  await page.keyboard.press('Delete');
  await run.click();
  await answer('"IN_PROGRESS"');
  await answer('"DONE"');
  await takePicture(page, 'graphiql-subscription');
  expect((await service.task(id)).status).toBe('DONE');
});
