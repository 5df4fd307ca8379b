import { randomBytes } from 'node:crypto';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { InvalidMojoError, loadMojo } from '../../../../src/mojo/index.js';
import { zipOf } from '../../../support/mojo/build-mojo.js';
import { fixtureBytes } from '../../../support/mojo/fixtures.js';

const GBM = fixtureBytes('gbm-titanic');

const refusal = async (bytes: Uint8Array): Promise<string> => {
  const error: unknown = await loadMojo(bytes).then(
    () => 'it was loaded',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InvalidMojoError);
  expect(error).toMatchObject({ code: 'INVALID_MOJO', name: 'InvalidMojoError' });
  return (error as Error).message;
};

/** The bytes with some of them changed. */
function patch(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array {
  const patched = Uint8Array.from(bytes);
  patched.set(values, at);
  return patched;
}

describe('bytes that are no MOJO are refused with a reason', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', Buffer.from('sepal_length,species\n5.1,setosa\n')],
    ['noise', randomBytes(10_000)],
    ['the magic number of a zip alone', Buffer.from('PK\u0003\u0004')],
  ])('%s', async (_, bytes) => {
    expect(await refusal(bytes)).toContain('not a readable zip file');
  });

  test('a zip of something else', async () => {
    expect(await refusal(zipOf({ 'readme.txt': 'hello' }))).toBe('The MOJO has no file model.ini.');
  });

  test('a file that is not there is reported as such', async () => {
    await expect(loadMojo('/no/such/model.zip')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a damaged file is refused', () => {
  test.each([0.1, 0.5, 0.9, 0.99])('cut off at %d of its length', async (share) => {
    await refusal(GBM.subarray(0, Math.floor(GBM.length * share)));
  });

  test('with a byte of its content flipped: the checksum tells', async () => {
    const files = zipSync({ 'model.ini': Buffer.from('[info]\n'.repeat(99)) }, { level: 0 });
    const at = Buffer.from(files).indexOf('[info]');
    expect(await refusal(patch(files, at, 0x20))).toContain('model.ini is damaged');
  });

  test('without one of its files', async () => {
    const bytes = zipOf({ 'model.ini': '[info]\nalgo = gbm\ncategory = Regression\nsupervised = true\n' });
    expect(await refusal(bytes)).toContain('n_columns');
  });
});

describe('a hostile zip is refused before it takes memory or time', () => {
  test('a bomb that says how large it is', async () => {
    const bomb = zipSync({ 'model.ini': new Uint8Array(32 << 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb)).toContain('inflates to more than');
  });

  test('a bomb that lies about its size', async () => {
    const bomb = zipSync({ 'model.ini': new Uint8Array(32 << 20) }, { level: 9 });
    // The size that counts is that of the central directory.
    const directory = Buffer.from(bomb).lastIndexOf('PK\u0001\u0002');
    await refusal(patch(bomb, directory + 24, 100, 0, 0, 0));
  });

  test('a name that leads out of the file', async () => {
    expect(await refusal(zipOf({ '../../model.ini': 'x' }))).toContain('invalid relative path');
    expect(await refusal(zipOf({ '/etc/model.ini': 'x' }))).toContain('absolute path');
  });

  test('an encrypted entry, and an unknown compression', async () => {
    const zip = zipSync({ 'model.ini': Buffer.from('x') });
    const directory = Buffer.from(zip).lastIndexOf('PK\u0001\u0002');
    expect(await refusal(patch(zip, directory + 8, 1))).toContain('encrypted');
    expect(await refusal(patch(zip, directory + 10, 99))).toContain('unknown compression method (99)');
  });
});
