import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { MANIFEST_FORMAT, ModelManifest } from '../domain/manifest.js';
import { TaskNotReadyError } from '../errors.js';

export const MANIFEST_FILE = 'manifest.json';

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
