import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { ManagedEngine } from '../../../src/h2o/process/managed-engine.js';
import { smallEngine } from '../h2o/support.js';
import { MPG, TestRun, TITANIC } from './support.js';

const TASKS = 6;

/** Keys in the engine's store, also those that none of its lists shows, and the bytes of their values. */
async function heldBy(engine: ManagedEngine): Promise<{ keys: number; bytes: number }> {
  const { url, user, password } = engine.connection!;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const answer = await fetch(`${url}/3/Cloud?skip_ticks=true`, { headers: { authorization } });
  const { nodes } = (await answer.json()) as { nodes: { num_keys: number; mem_value_size: number }[] };
  return { keys: nodes[0]!.num_keys, bytes: nodes[0]!.mem_value_size };
}

/** H2O counts its keys once a second or so: what it holds once that has been the same for some counts. */
async function settled(engine: ManagedEngine): Promise<{ keys: number; bytes: number }> {
  let last = await heldBy(engine);
  for (let same = 0; same < 6; same++) {
    await pause(1000);
    const now = await heldBy(engine);
    if (now.keys !== last.keys) same = 0;
    last = now;
  }
  return last;
}

// An engine of its own: what else ran in it would be counted too.
it('holds after many tasks what it held after the first', { timeout: 240_000 }, async () => {
  const { options, remove } = await smallEngine();
  const engine = new ManagedEngine(options, pino({ level: 'silent' }));
  onTestFinished(async () => {
    await engine.close();
    await remove();
  });
  await engine.ready();
  const train = async (sample: typeof MPG) => {
    const run = await TestRun.start(engine, sample, {
      algorithms: ['GLM', 'GBM'],
      maxModels: 2,
      escalate: false,
    });
    await run.outcome;
    await run.dispose();
  };
  await train(TITANIC);
  await train(MPG);
  const first = await settled(engine);
  for (let task = 0; task < TASKS; task++) await train(task % 2 === 0 ? TITANIC : MPG);
  const after = await settled(engine);
  if (process.env['SHOW']) console.log({ first, after });
  expect(after.keys).toBeLessThanOrEqual(first.keys);
  expect(after.bytes).toBeLessThanOrEqual(first.bytes * 1.05);
});
