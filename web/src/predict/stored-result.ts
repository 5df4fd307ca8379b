import { clear, createStore, del, entries, get, set, type UseStore } from 'idb-keyval';
import type { TableResult } from './table-result.js';

/** Of this browser: what was predicted, so that a page that is loaded again shows it until the service drops it. */
const store = () => (opened ??= createStore('trainyard-predictions', 'results'));
let opened: UseStore | undefined;

/** Keeps the latest result of a task. A browser that keeps nothing, such as in a private window, loses it on a reload. */
export async function storeResult(taskId: string, result: TableResult): Promise<void> {
  await set(taskId, result, store()).catch(() => undefined);
}

export async function forgetResult(taskId: string): Promise<void> {
  await del(taskId, store()).catch(() => undefined);
}

export async function forgetAllResults(): Promise<void> {
  await clear(store()).catch(() => undefined);
}

/**
 * The latest result of a task; null without one, or where the service has dropped its file. Expired results of all
 * tasks are removed.
 */
export async function readResult(taskId: string): Promise<TableResult | null> {
  try {
    for (const [key, { answer }] of await entries<string, TableResult>(store())) {
      if (hasExpired(answer)) await del(key, store());
    }
    const result = await get<TableResult>(taskId, store());
    if (!result || !(await isThere(result.answer.csvUrl))) return null;
    return result;
  } catch {
    return null;
  }
}

function hasExpired({ csvExpiresAt }: TableResult['answer']): boolean {
  return csvExpiresAt == null || Date.parse(csvExpiresAt) <= Date.now();
}

/** The service drops files when it is restarted, and those of tasks that are deleted. */
async function isThere(csvUrl: string | null | undefined): Promise<boolean> {
  if (csvUrl == null) return false;
  const { pathname, search } = new URL(csvUrl, window.location.href);
  const { ok } = await fetch(pathname + search, { method: 'HEAD' });
  return ok;
}
