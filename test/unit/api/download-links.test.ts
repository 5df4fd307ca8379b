import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DownloadLinks } from '../../../src/api/access/download-links.js';

const HOUR = 3_600_000;

function parts(link: string): [string, URLSearchParams] {
  const url = new URL(link, 'http://localhost');
  return [url.pathname, url.searchParams];
}

describe('a download link', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('is bare while no token is in force', () => {
    const links = new DownloadLinks(undefined, 1000);
    expect(links.predictionCsv('abc')).toBe('/predictions/abc.csv');
    expect(links.model('task', 'tasks/task/model/GBM 1.zip')).toBe('/models/task/GBM%201.zip');
    expect(links.isSigned('/predictions/abc.csv', new URLSearchParams('expires=9999999999&signature='))).toBe(
      false,
    );
  });

  test('opens the file it was made for, until it expires', () => {
    const links = new DownloadLinks('a secret', 1000);
    const [pathname, query] = parts(links.model('task', 'tasks/task/GBM 1.zip'));
    expect(links.isSigned(pathname, query)).toBe(true);
    vi.advanceTimersByTime(HOUR - 2000);
    expect(links.isSigned(pathname, query)).toBe(true);
    vi.advanceTimersByTime(3000);
    expect(links.isSigned(pathname, query)).toBe(false);
  });

  test('works as long as the file that it points to is kept', () => {
    const links = new DownloadLinks('a secret', 5 * HOUR);
    const [pathname, query] = parts(links.predictionCsv('abc'));
    vi.advanceTimersByTime(5 * HOUR - 1);
    expect(links.isSigned(pathname, query)).toBe(true);
  });

  test('opens nothing else, is good for no other time, and under no other token', () => {
    const links = new DownloadLinks('a secret', 1000);
    const [pathname, query] = parts(links.predictionCsv('abc'));
    expect(links.isSigned('/predictions/abd.csv', query)).toBe(false);
    expect(new DownloadLinks('another', 1000).isSigned(pathname, query)).toBe(false);
    query.set('expires', String(Number(query.get('expires')) + 1));
    expect(links.isSigned(pathname, query)).toBe(false);
    expect(links.isSigned(pathname, new URLSearchParams())).toBe(false);
  });
});
