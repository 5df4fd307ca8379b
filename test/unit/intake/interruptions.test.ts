import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../src/intake/sample/read-rows.js';
import { sampleDataset } from '../../../src/intake/sample/sample-dataset.js';
import { refusal, table, useIntake } from './support.js';

const intake = useIntake();
const content = table('a,b,y', 50_000, (row) => `${row},x${row % 7},${row % 2}`);

/** Some rows, and then what `end` does. */
function broken(end: (source: Readable) => void): Readable {
  const pieces = [content.slice(0, 300_000), content.slice(300_000, 400_000)].map((text) =>
    Buffer.from(text),
  );
  const source: Readable = new Readable({
    read() {
      const piece = pieces.shift();
      if (piece) source.push(piece);
      else end(source);
    },
  });
  return source;
}

describe('an upload that breaks off', () => {
  it.each([
    ['with an error', (source: Readable) => source.destroy(new Error('socket hang up'))],
    ['without a word', (source: Readable) => source.destroy()],
  ])('%s is refused and leaves no file', async (_, end) => {
    const attempt = intake.upload(broken(end), { sample: intake.request() });
    expect(await refusal(attempt)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('The upload was cut off after 400000 bytes.') as unknown,
    });
    expect(await intake.files()).toEqual([]);
  });
});

describe('a signal', () => {
  it('ends an upload at once with its reason, and leaves no file', async () => {
    const controller = new AbortController();
    const reason = new Error('The client went away.');
    const source = broken(() => controller.abort(reason));
    const attempt = intake.upload(source, { signal: controller.signal, sample: intake.request() });
    await expect(attempt).rejects.toBe(reason);
    expect(source.destroyed).toBe(true);
    expect(await intake.files()).toEqual([]);
  });

  it('that was given before the start refuses it', async () => {
    const reason = new Error('Stopping.');
    const attempt = intake.upload(content, { signal: AbortSignal.abort(reason) });
    await expect(attempt).rejects.toBe(reason);
    expect(await intake.files()).toEqual([]);
  });

  it('ends the drawing of another sample', async () => {
    const { file, columns, findings } = await intake.upload(content);
    const reason = new Error('Stopping.');
    const attempt = sampleDataset({ file, columns, findings }, intake.request(), AbortSignal.abort(reason));
    await expect(attempt).rejects.toBe(reason);
    expect(await intake.files()).toEqual(['data.csv']);
  });

  it('ends the reading of chosen rows', async () => {
    const { file } = await intake.upload(content);
    const reason = new Error('Stopping.');
    const rows = readRows(file, [{ offset: 6, length: 7 }], AbortSignal.abort(reason));
    await expect(rows.next()).rejects.toBe(reason);
  });
});

describe('an upload that cannot be stored', () => {
  it('fails as it is, and gives the source up', async () => {
    const { file } = await intake.upload(content);
    const source = createReadStream(file);
    await expect(intake.upload(source, { dir: `${intake.dir}/missing` })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    source.destroy();
  });
});
