import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { chromiumPath } from './chromium.js';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const images = path.resolve(import.meta.dirname, '../../docs/images');

export interface TabOptions extends Pick<
  BrowserContextOptions,
  'colorScheme' | 'acceptDownloads' | 'timezoneId' | 'forcedColors'
> {
  /** Of the window, in CSS pixels. Default: 1280 × 800. */
  readonly width?: number;
  readonly height?: number;
  /** Errors on the console that the test provokes, such as those of a connection that it cuts. */
  readonly expectedErrors?: RegExp;
}

/** Widths to look at: a desktop, and the narrowest phone that is still about. */
export const PHONE: TabOptions = { width: 360, height: 740 };

/** A real Chromium. The test that opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    // Containers forbid the sandbox, and have little shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
  });
}

/**
 * Opens an address in a browser of its own (cookies, storage). To be called within a test: the tab is closed when the
 * test ends, which fails where the page threw or put an error on the console.
 */
export async function openTab(browser: Browser, url: string, options: TabOptions = {}): Promise<Page> {
  const { width = 1280, height = 800, expectedErrors, ...others } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    ...others,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  const note = (error: string) => {
    if (!expectedErrors?.test(error)) errors.push(error);
  };
  page.on('pageerror', (error) => note(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors, 'errors of the page').toEqual([]);
  });
  page.setDefaultTimeout(15_000);
  await page.goto(url);
  return page;
}

/**
 * Fails where axe finds something serious or critical on the page as it is now.
 * @param except rules that a library breaks
 */
export async function expectAccessible(page: Page, except: readonly string[] = []): Promise<void> {
  // Not by a script element: the page's own policy forbids what does not come from the service.
  await page.evaluate(await readFile(axeFile, 'utf8'));
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .filter(({ id }) => !except.includes(id));
  const found = grave.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Fails where the page is wider than its window, so that it scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(wide, `pixels that ${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

/** Takes the picture docs/images/<name>.png where the environment has SCREENSHOTS; else does nothing. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  await page.screenshot({ path: path.join(images, `${name}.png`), animations: 'disabled' });
}
