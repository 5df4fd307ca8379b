import type { Page } from 'playwright-core';

/** Starts to add up layout shifts of the pages that are opened in the tab from now on. */
export async function watchLayoutShift(page: Page): Promise<void> {
  await page.addInitScript(`
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  `);
}

/** The layout shift of the page so far, once it has been painted as it is now; under 0.1 is good (web.dev/cls). */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate<number>(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.layoutShift))))',
  );
}

/** Pairs of elements with text that are printed over each other; of nested ones the outer counts as no other. */
export async function overlaps(page: Page, selector: string): Promise<string[]> {
  return page.evaluate<string[]>(
    `((selector) => {
      const boxes = [...document.querySelectorAll(selector)]
        .filter((element) => element.textContent.trim() !== '')
        .filter((element) => getComputedStyle(element).position !== 'absolute' || element.tagName === 'SPAN')
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && box.height > 1);
      const found = [];
      for (const [at, a] of boxes.entries()) {
        for (const b of boxes.slice(at + 1)) {
          if (a.element.closest('td, th') !== b.element.closest('td, th') && a.element.closest('[data-target]')) continue;
          if (b.element.closest('[data-target]') && !a.element.closest('[data-target]')) continue;
          if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
          const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (wide > 1 && high > 1) found.push(a.element.textContent + ' / ' + b.element.textContent);
        }
      }
      return found;
    })(${JSON.stringify(selector)})`,
  );
}
