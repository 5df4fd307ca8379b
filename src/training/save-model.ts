import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ModelManifest } from '../domain/manifest.js';
import type { H2OClient } from '../h2o/client/client.js';
import { H2ORequestError } from '../h2o/client/errors.js';

export type Artifact = ModelManifest['artifact'];

/**
 * Saves a model of the engine as `model.zip` (MOJO) in `directory`. Where this H2O refuses to export MOJOs, its own
 * binary format is taken instead, as `model.bin`.
 */
export async function saveModel(
  client: H2OClient,
  modelId: string,
  directory: string,
  signal: AbortSignal,
): Promise<Artifact> {
  await mkdir(directory, { recursive: true });
  try {
    const mojo = await client.downloadMojo(modelId, { signal });
    return await artifact('mojo', 'model.zip', mojo, directory, signal);
  } catch (error) {
    if (!(error instanceof H2ORequestError && error.status === 412)) throw error;
  }
  const binary = await client.downloadBinaryModel(modelId, { signal });
  return artifact('binary', 'model.bin', binary, directory, signal);
}

/** Saves a model of the engine as `file` in `directory`, which must be there. @returns sha256 of the bytes, in hex. */
export async function saveMojo(
  client: H2OClient,
  modelId: string,
  { directory, file }: { readonly directory: string; readonly file: string },
  signal: AbortSignal,
): Promise<string> {
  const mojo = await client.downloadMojo(modelId, { signal });
  return writeDurably(path.join(directory, file), mojo, signal);
}

async function artifact(
  kind: Artifact['kind'],
  file: string,
  bytes: Readable,
  directory: string,
  signal: AbortSignal,
): Promise<Artifact> {
  return { kind, file, sha256: await writeDurably(path.join(directory, file), bytes, signal) };
}

/** All of it or nothing, also after a power cut. @returns sha256 of the bytes, in hex. */
async function writeDurably(file: string, bytes: Readable, signal: AbortSignal): Promise<string> {
  const part = `${file}.part`;
  const hash = createHash('sha256');
  const handle = await open(part, 'w');
  try {
    await pipeline(
      bytes,
      async (pieces: AsyncIterable<Buffer>) => {
        for await (const piece of pieces) {
          hash.update(piece);
          await handle.appendFile(piece);
        }
      },
      { signal },
    );
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
  return hash.digest('hex');
}
