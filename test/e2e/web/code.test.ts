import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible, openBrowser, openTab } from '../../support/browser.js';
import { SMALL, onSharedEngine, TestService } from '../../support/service.js';

const TOKEN = 'a-token-for-this-test';
const run = promisify(execFile);

let service: TestService;
let browser: Browser;
let task: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([
    TestService.start({ ...onSharedEngine(), API_TOKEN: TOKEN }),
    openBrowser(),
  ]);
  task = await service.train('titanic.csv', {
    ...SMALL,
    target: 'survived',
    maxModels: 1,
    algorithms: ['GLM'],
  });
  await service.ended(task);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await service.stop();
});

/** Runs a snippet as a user does, and answers what it prints. */
const RUNNERS: Readonly<Record<string, (code: string) => Promise<string>>> = {
  curl: async (code) => (await run('sh', ['-c', code], { env })).stdout,
  JavaScript: async (code) =>
    (await run(process.execPath, ['--input-type=module', '-e', code], { env })).stdout,
  Python: async (code) => (await run('python3', ['-c', code], { env })).stdout,
  GraphQL: async (code) => {
    const [query = '', variables = ''] = code.split('# Variables');
    const answer = await fetch(`${service.process.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables: JSON.parse(variables.replace(/^# /gm, '')) as unknown }),
    });
    return answer.text();
  },
};
const env = { ...process.env, API_TOKEN: TOKEN, no_proxy: '127.0.0.1', NO_PROXY: '127.0.0.1' };

it('each snippet on the page of a model runs as it is, with its id, a real row and the token', async () => {
  const page = await openTab(browser, `${service.process.url}/tasks/${task}`, {
    expectedErrors: /status of 401/,
  });
  await page.getByLabel('API token').fill(TOKEN);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Show code' }).click();
  for (const [language, runSnippet] of Object.entries(RUNNERS)) {
    await page.getByRole('radiogroup', { name: 'Language' }).getByText(language, { exact: true }).click();
    const code = await page
      .getByRole('region', { name: `Code: ${language}` })
      .filter({ hasText: task })
      .innerText();
    expect(code, language).toContain(task);
    expect(code, language).toContain('Third');
    expect(code, language).not.toContain(TOKEN);
    expect(await runSnippet(code), language).toMatch(/['"]?predict['"]?: ?['"][01]['"]/);
  }
  await expectAccessible(page);
});
