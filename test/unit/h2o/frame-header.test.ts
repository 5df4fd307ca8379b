import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { FrameHeader } from '../../../src/h2o/client/frame-header.js';

const through = (csv: string, size: number) =>
  text(
    Readable.from(
      Array.from({ length: Math.ceil(csv.length / size) }, (_, i) =>
        Buffer.from(csv.slice(i * size, (i + 1) * size)),
      ),
    ).pipe(new FrameHeader()),
  );

test.each([1, 3, 1000])('quotes inside the names of a frame are doubled, in pieces of %d', async (size) => {
  expect(await through('"predict",""no"","y"es"\n"""no""",0.5,0.5\n', size)).toBe(
    '"predict","""no""","y""es"\n"""no""",0.5,0.5\n',
  );
  expect(await through('"predict"\n1\n', size)).toBe('"predict"\n1\n');
});
