import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { MANIFEST_FORMAT, ModelManifest } from '../domain/manifest.js';
import { TaskNotReadyError } from '../domain/errors.js';
import { writeKept } from './kept-json.js';

const MANIFEST_FILE = 'manifest.json';

const Version = z.object({ formatVersion: z.int() });

/**
 * The manifest of the model in `folder`, which is named by its task.
 * @throws {TaskNotReadyError} where it is missing, damaged, or written in a newer format
 */
export async function readManifest(folder: string): Promise<ModelManifest> {
  const model = `The saved model of task ${path.basename(folder)}`;
  const json = await readJson(path.join(folder, MANIFEST_FILE), model);
  const version = Version.safeParse(json).data?.formatVersion;
  if (version !== undefined && version > MANIFEST_FORMAT) {
    throw new TaskNotReadyError(
      `${model} has format ${version}, and this Trainyard reads formats up to ${MANIFEST_FORMAT} only. ` +
        'Use the newer Trainyard that saved it, or train again.',
    );
  }
  const manifest = ModelManifest.safeParse(json);
  if (manifest.success) return manifest.data;
  throw damaged(model, manifest.error);
}

/** @throws {TaskNotReadyError} where the model file in `folder` is not the one that was saved. */
export async function verifyArtifact(folder: string, { artifact }: ModelManifest): Promise<void> {
  if (await isAsSaved(folder, artifact)) return;
  throw new TaskNotReadyError(
    `The saved model of task ${path.basename(folder)} is damaged: its file is not the one that was saved. Train again.`,
  );
}

/** Whether a file in `folder` has the bytes that were saved. Errors of reading it are passed on. */
export async function isAsSaved(
  folder: string,
  { file, sha256 }: { readonly file: string; readonly sha256: string },
): Promise<boolean> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path.join(folder, file)), hash);
  return hash.digest('hex') === sha256;
}

/** Writes or replaces the manifest of the model in `folder`, all of it or nothing; where it is, the model beside it is whole. */
export async function writeManifest(folder: string, manifest: ModelManifest): Promise<void> {
  await writeKept(path.join(folder, MANIFEST_FILE), manifest);
}

async function readJson(file: string, model: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(model, error);
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new TaskNotReadyError(`${model} is not there any more. Train again.`, {}, { cause: error });
  }
}

const damaged = (model: string, cause: unknown) =>
  new TaskNotReadyError(`${model} is damaged: its manifest cannot be read. Train again.`, {}, { cause });
