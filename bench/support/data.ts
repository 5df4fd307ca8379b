import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** Numbers of 0 to 1 that are the same in each run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const PLANS = ['basic', 'plus', 'family', 'business'];
const REGIONS = Array.from({ length: 20 }, (_, index) => `region-${index + 1}`);
const DEVICES = ['phone', 'tablet', 'laptop', 'desktop', 'tv'];

/** Eight numbers, three categories, and whether a customer left. */
export const FEATURES = [
  ...['age', 'months', 'calls', 'minutes', 'charge', 'distance', 'balance', 'rating'],
  ...['plan', 'region', 'device'],
] as const;
export const TARGET = 'left';

/** Makes rows of the bench's table. */
export class Customers {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** The cells of one row, the target last. */
  row(): string[] {
    const random = this.#random;
    const age = 18 + Math.floor(random() * 60);
    const months = Math.floor(random() * 72);
    const calls = Math.floor(random() ** 3 * 12);
    const minutes = random() * 400;
    const charge = 10 + random() * 110;
    const distance = random() * 50;
    const balance = (random() - 0.3) * 2000;
    const rating = 1 + Math.floor(random() * 50) / 10;
    const plan = Math.floor(random() * PLANS.length);
    const region = Math.floor(random() ** 2 * REGIONS.length);
    const device = Math.floor(random() * DEVICES.length);
    const odds =
      calls * 0.4 + charge / 60 - months / 24 - plan * 0.3 + (region % 3) * 0.2 + (random() - 0.5) * 3;
    return [
      ...[String(age), String(months), String(calls), minutes.toFixed(1), charge.toFixed(2)],
      ...[distance.toFixed(3), balance.toFixed(2), rating.toFixed(1)],
      ...[PLANS[plan] ?? '', REGIONS[region] ?? '', DEVICES[device] ?? ''],
      odds > 0.5 ? 'yes' : 'no',
    ];
  }
}

/** A CSV of so many rows without the target. */
export function customersCsv(rows: number, seed: number): string {
  const customers = new Customers(seed);
  const lines = Array.from({ length: rows }, () => customers.row().slice(0, -1).join(','));
  return `${FEATURES.join(',')}\n${lines.join('\n')}\n`;
}

/** Writes a CSV without the target that is at least so large. @returns its rows */
export async function writeCustomers(file: string, bytes: number, seed: number): Promise<number> {
  const customers = new Customers(seed);
  // A hundred thousand rows over and over: to make each one again would take longer than to score it.
  const lines = Array.from({ length: 100 }, () =>
    Array.from({ length: 1000 }, () => `${customers.row().slice(0, -1).join(',')}\n`).join(''),
  );
  const out = createWriteStream(file);
  out.write(`${FEATURES.join(',')}\n`);
  let size = 0;
  let rows = 0;
  for (let index = 0; size < bytes; index++) {
    const part = lines[index % lines.length] ?? '';
    size += part.length;
    rows += 1000;
    if (!out.write(part)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return rows;
}
