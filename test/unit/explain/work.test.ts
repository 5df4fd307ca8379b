import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { run, scoring, type Work } from '../../../src/explain/work.js';
import { modelOf, rowsOf } from './models.js';

function* endless(): Work<never> {
  for (;;) yield;
}

describe('long computations', () => {
  it('give others their turn, and end when they are cancelled', async () => {
    const cancelled = new AbortController();
    const reason = new Error('enough');
    void wait(1).then(() => cancelled.abort(reason));
    await expect(run(endless(), cancelled.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('score as if it had been one call', async () => {
    const x = Array.from({ length: 777 }, (_, row) => row);
    const scores = await run(
      scoring(
        modelOf(([a]) => [a!, 2 * a!]),
        rowsOf(x),
      ),
    );
    expect(Array.from(scores.values[1]!)).toEqual(x.map((value) => 2 * value));
  });
});
