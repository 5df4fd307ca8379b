import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seededRandom } from './data.js';

const STATES = ['Ready', 'Pending', 'Shipped', 'Returned'];
const HEADER = 'order,ordered,delivered,amount,price,weight,share,status,city,note';
const START_MS = Date.UTC(2021, 0, 1);
const DAY_MS = 86_400_000;
/** Rows that are made; a large file has them again and again, in another order. */
const POOL = 200_000;

/** Writes orders as people do, with separators, dates, currencies and units, until there are at least so many bytes. */
export async function writeOrders(file: string, bytes: number, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const pool = Array.from({ length: POOL }, () => orderOf(random));
  const out = createWriteStream(file);
  let size = 0;
  out.write(`${HEADER}\n`);
  while (size < bytes) {
    const part = Array.from({ length: 1000 }, () => pool[Math.floor(random() * POOL)] ?? '').join('');
    size += part.length;
    if (!out.write(part)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

function orderOf(random: () => number): string {
  const ordered = new Date(START_MS + Math.floor(random() * 1200 * DAY_MS)).toISOString();
  const [year, month, day] = ordered.slice(0, 10).split('-');
  const amount = (random() * 90_000).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return [
    `A${100_000 + Math.floor(random() * 800_000)}`,
    ordered.slice(0, 19).replace('T', ' '),
    `${day}/${month}/${year}`,
    `"${amount}"`,
    `$${(random() * 100).toFixed(2)}`,
    `${(random() * 30).toFixed(1)} kg`,
    `${(random() * 100).toFixed(1)}%`,
    STATES[Math.floor(random() * STATES.length)],
    `"City ${Math.floor(random() * 300)}, DE"`,
    random() < 0.1 ? 'n/a' : `ok ${Math.floor(random() * 5)}`,
  ]
    .join(',')
    .concat('\n');
}
