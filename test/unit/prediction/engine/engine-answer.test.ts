import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readAnswer, scoresOf } from '../../../../src/prediction/engine/engine-answer.js';

const read = (csv: string, count: number) => readAnswer(Readable.from([Buffer.from(csv)]), count);

describe("the engine's answer", () => {
  test('is labels and probabilities, by place whatever the columns are called', async () => {
    const answer = await read('"predict","p0","p1","StdErr"\n"1",1.0E-4,0.9999,0.5\n"0",1,0,\n"",,,\n', 3);
    const { labels, values } = scoresOf(answer, ['0', '1']);
    expect([...labels!]).toEqual([1, 0, -1]);
    expect(values.map((column) => [...column])).toEqual([
      [1e-4, 1, NaN],
      [0.9999, 0, NaN],
    ]);
  });

  test('of a regression keeps a line that is empty', async () => {
    const scores = scoresOf(await read('"predict"\n1.5\n\n-2\n', 3), null);
    expect(scores).toEqual({ count: 3, labels: null, values: [Float64Array.of(1.5, NaN, -2)] });
  });

  test('is refused where it has not the rows that were asked for', async () => {
    await expect(read('"predict"\n1\n', 2)).rejects.toThrow('H2O was sent 2 rows, and answered 1.');
  });

  test('is refused where it has fewer columns than classes', async () => {
    const answer = await read('"predict","a"\n"a",1\n', 1);
    expect(() => scoresOf(answer, ['a', 'b'])).toThrow('H2O answered 2 columns for 2 classes.');
  });
});
