import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { refusal, table, useIntake } from './support.js';

const intake = useIntake();
const content = table('a,b', 5000, (row) => `${row},${(row * 7919) % 10007}`);

it('a gzip file is unpacked; its id and size are those of the upload', async () => {
  const packed = gzipSync(content);
  const { file, id, bytes, rows } = await intake.upload(packed);
  expect(readFileSync(file, 'utf8')).toBe(content);
  expect({ bytes, rows }).toEqual({ bytes: packed.length, rows: 5000 });
  expect(id).not.toBe((await intake.upload(content)).id);
});

it('gzip files may follow each other in one', async () => {
  const half = Math.floor(content.length / 2);
  const parts = [gzipSync(content.slice(0, half)), gzipSync(content.slice(half))];
  expect(await intake.upload(Buffer.concat(parts))).toMatchObject({ rows: 5000 });
});

it('a gzip file that is cut off or damaged is refused and leaves no file', async () => {
  const packed = gzipSync(content);
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, 2000, 2100);
  for (const bytes of [packed.subarray(0, 3000), damaged, packed.subarray(0, packed.length - 4)]) {
    expect(await refusal(intake.upload(bytes))).toMatchObject({
      code: 'INVALID_CSV',
      message: 'The gzip file is damaged or cut off. Pack it again and upload that.',
    });
  }
  expect(await intake.files()).toEqual([]);
});

it('gzip within gzip is refused', async () => {
  expect(await refusal(intake.upload(gzipSync(gzipSync(content))))).toMatchObject({
    code: 'INVALID_CSV',
    message: expect.stringContaining('gzip data inside gzip data') as unknown,
  });
});

it('a gzip bomb is refused as soon as it has unpacked to the limit', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, '1,2\n'), { level: 9 });
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const refused = await refusal(intake.upload(bomb, { maxBytes: 1024 * 1024 }));
  expect(refused).toMatchObject({ code: 'UPLOAD_TOO_LARGE', maxBytes: 1024 * 1024 });
  expect(refused.message).toContain('The unpacked file is larger than the 1 MB');
  expect(await intake.files()).toEqual([]);
});

it('a plain file beyond the limit is refused, and what is left of it is read, so that its sender sees why', async () => {
  const source = Readable.from(Array.from({ length: 1000 }, () => Buffer.alloc(1024, '1,2\n')));
  const attempt = intake.upload(source, { maxBytes: 100_000 });
  expect(await refusal(attempt)).toMatchObject({ code: 'UPLOAD_TOO_LARGE', maxBytes: 100_000 });
  expect(source.readableEnded || (await once(source, 'end'))).toBeTruthy();
  expect(await intake.files()).toEqual([]);
});
