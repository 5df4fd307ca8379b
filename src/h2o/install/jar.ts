import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { openPromise } from 'yauzl';
import { EngineSetupError } from '../client/errors.js';
import { withFileLock } from '../host/file-lock.js';
import { pipDownload } from './pip.js';
import { createRunDirectory, removeRunDirectory } from '../host/run-directory.js';

/** A published release, by what its files must be. */
export interface PinnedRelease {
  readonly version: string;
  /** pip's name for it. */
  readonly requirement: string;
  readonly wheelSha256: string;
  readonly wheelBytes: number;
  readonly jarSha256: string;
  readonly jarBytes: number;
}

/** The newest release that exports MOJOs freely; it is past the remote code execution hole of 3.46.0.9 and before. */
const PINNED: PinnedRelease = {
  version: '3.46.0.11',
  requirement: 'h2o==3.46.0.11',
  wheelSha256: '4c266bbe961a69126a2ec143041a493f8a02ffdea64023907ecd6025a498457c',
  wheelBytes: 266_383_816,
  jarSha256: '727bab12d915b8b42dcbdb3b59595311e61382a0f8f66d25b546ad5a4497914e',
  jarBytes: 279_065_143,
};

const JAR_IN_WHEEL = 'h2o/backend/bin/h2o.jar';

export interface JarRequest {
  /** Use this one; undefined: the pinned release, from the cache or fetched into it. */
  readonly jar: string | undefined;
  readonly cacheDir: string;
  /** Called with a sentence about what is going on. */
  readonly onProgress: (message: string) => void;
  readonly release?: PinnedRelease;
}

/** @returns the path of the jar. @throws {EngineSetupError} where it is not available, or the signal's reason. */
export async function findJar(request: JarRequest, log: Logger, signal: AbortSignal): Promise<string> {
  if (request.jar !== undefined) {
    if ((await sizeOf(request.jar)) === null) {
      log.error({ jar: request.jar }, 'H2O_JAR is not a file');
      throw new EngineSetupError(
        'H2O_JAR does not name a file that is there. Set it to an h2o.jar, or leave it unset to have one fetched.',
      );
    }
    return request.jar;
  }
  const release = request.release ?? PINNED;
  const cached = path.join(request.cacheDir, `h2o-${release.version}.jar`);
  if (await isCached(cached, release)) return cached;
  await mkdir(request.cacheDir, { recursive: true });
  const waiting = () => request.onProgress('H2O is being fetched by another start of the service.');
  await withFileLock(`${cached}.lock`, waiting, signal, async () => {
    if (!(await isCached(cached, release))) await fetchJar(cached, release, request, log, signal);
  });
  return cached;
}

/**
 * The jar gets its name only after its checksum was found right, so the size is enough to know it again: hashing
 * 279 MB would add a second to each start, and anyone who can change the file can change this program too.
 */
async function isCached(file: string, release: PinnedRelease): Promise<boolean> {
  return (await sizeOf(file)) === release.jarBytes;
}

async function fetchJar(
  target: string,
  release: PinnedRelease,
  { cacheDir, onProgress }: JarRequest,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const otherwise = `Or get h2o.jar ${release.version} yourself and set H2O_JAR to it, or set H2O_URL to a running H2O.`;
  const directory = await createRunDirectory(cacheDir, 'fetch');
  try {
    log.info({ requirement: release.requirement }, 'H2O is fetched with pip');
    const total = megabytes(release.wheelBytes);
    onProgress(`H2O ${release.version} is being fetched, once: 0 of ${total} MB.`);
    const onBytes = (bytes: number) => {
      log.info({ bytes, of: release.wheelBytes }, 'H2O is being fetched');
      onProgress(`H2O ${release.version} is being fetched, once: ${megabytes(bytes)} of ${total} MB.`);
    };
    const wheel = await pipDownload(
      { requirement: release.requirement, directory, otherwise, onBytes },
      signal,
    );
    onProgress(`H2O ${release.version} is being checked and unpacked.`);
    await check('wheel', wheel, release.wheelSha256, otherwise, signal);
    const unpacked = path.join(directory, 'h2o.jar');
    await unpack(wheel, unpacked, signal);
    await check('jar', unpacked, release.jarSha256, otherwise, signal);
    await rename(unpacked, target);
    log.info('H2O is fetched and verified');
  } finally {
    await removeRunDirectory(directory);
  }
}

async function unpack(wheel: string, file: string, signal: AbortSignal): Promise<void> {
  const zip = await openPromise(wheel);
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== JAR_IN_WHEEL) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file), { signal });
    }
  } finally {
    zip.close();
  }
}

async function check(what: string, file: string, sha256: string, otherwise: string, signal: AbortSignal) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { signal })) hash.update(piece as Buffer);
  if (hash.digest('hex') === sha256) return;
  throw new EngineSetupError(
    `The ${what} that pip fetched is not the one published: its checksum differs. ${otherwise}`,
  );
}

async function sizeOf(file: string): Promise<number | null> {
  const entry = await stat(file).catch(() => null);
  return entry?.isFile() ? entry.size : null;
}

const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);
