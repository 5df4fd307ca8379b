/** Times of single calls in milliseconds, shortest first. */
export type Times = readonly number[];

/** Calls something over and over, one call after another, the first calls (warm-up) not counted. */
export async function timeCalls(calls: number, warmUp: number, call: () => Promise<unknown>): Promise<Times> {
  const times: number[] = [];
  for (let index = -warmUp; index < calls; index++) {
    const start = performance.now();
    await call();
    if (index >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

/** @param share 0.5 for the median */
export function percentile(times: Times, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
}

/** `1.23 / 4.56`: p50 and p99. */
export const p50p99 = (times: Times): string =>
  `${short(percentile(times, 0.5))} / ${short(percentile(times, 0.99))}`;

/** Three significant digits. */
export function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
