import { text } from 'node:stream/consumers';
import type { H2OClient } from '../../src/h2o/client/client.js';
import { FEATURES } from './data.js';
import { CATEGORIES } from './models.js';

const COLUMNS = FEATURES.map(
  (name) => ({ name, type: CATEGORIES.has(name) ? 'CATEGORICAL' : 'NUMERIC' }) as const,
);
let calls = 0;

/**
 * The fastest way to have H2O predict over REST: four calls, none of them a job that is polled, of which parsing is
 * most. (H2O's own clients make more.) What it leaves is removed meanwhile, not waited for.
 */
export async function predictInEngine(client: H2OClient, model: string, csv: Buffer): Promise<string> {
  const frame = `bench_rows_${++calls}`;
  const source = `${frame}_csv`;
  const predictionsFrame = `${frame}_scores`;
  await client.postFile(source, csv);
  await client.parse({ source, destination: frame, columns: COLUMNS });
  await client.predict({ model, frame, predictionsFrame });
  const answer = await text(await client.downloadFrame(predictionsFrame));
  void Promise.allSettled([frame, predictionsFrame].map((key) => client.remove(key)));
  return answer;
}
