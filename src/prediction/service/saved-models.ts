import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { ModelManifest } from '../../domain/manifest.js';
import { TaskNotReadyError } from '../../domain/errors.js';
import type { Engine } from '../../h2o/engine/engine.js';
import { InvalidMojoError, loadMojo, UnsupportedMojoError } from '../../mojo/index.js';
import { modelFolder } from '../../storage/model-folder.js';
import { readManifest, verifyArtifact } from '../../storage/manifest.js';
import { EngineModel } from '../engine/engine-model.js';
import { EngineScorer } from '../engine/engine-scorer.js';
import { MojoScorer } from '../mojo-scorer.js';
import type { Scorer } from '../scorer.js';

export interface SavedModel {
  readonly manifest: ModelManifest;
  readonly scorer: Scorer;
  /** Memory that both take in this process, about. */
  readonly bytes: number;
}

export interface SavedModelsParts {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  /** Scores what cannot be scored in this process. */
  readonly engine: Engine;
  readonly log: Logger;
  /** Memory that models take in this process, at most. Default: 256 MiB. */
  readonly memoryBytes?: number;
}

const MEMORY_BYTES = 256 * 1024 * 1024;

/** Models by task, loaded when first asked for and kept while there is room; the least recently used go first. */
export class SavedModels {
  readonly #parts: SavedModelsParts;
  readonly #cache: LRUCache<string, SavedModel>;
  /** Kept apart from the cache: a model that made room for others may still be at work in the engine. */
  readonly #inEngine = new Map<string, EngineModel>();

  constructor(parts: SavedModelsParts) {
    this.#parts = parts;
    const { memoryBytes = MEMORY_BYTES } = parts;
    this.#cache = new LRUCache<string, SavedModel>({
      maxSize: memoryBytes,
      // One that is larger than the room is kept alone.
      sizeCalculation: ({ bytes }) => Math.min(bytes, memoryBytes),
      // Calls for a model that is being loaded share the load.
      fetchMethod: (taskId) => this.#load(taskId),
      // Who asked for a model gets it, also where it is forgotten while it is being loaded.
      ignoreFetchAbort: true,
    });
  }

  /** @throws {TaskNotReadyError} where the model is damaged, or is not there any more */
  async get(taskId: string): Promise<SavedModel> {
    const model = await this.#cache.fetch(taskId);
    if (model === undefined) throw gone(taskId);
    return model;
  }

  /** To be called when a task's model is removed. */
  async forget(taskId: string): Promise<void> {
    this.#cache.delete(taskId);
    const model = this.#inEngine.get(taskId);
    this.#inEngine.delete(taskId);
    await model?.close();
  }

  async close(): Promise<void> {
    this.#cache.clear();
    await Promise.all([...this.#inEngine.keys()].map((taskId) => this.forget(taskId)));
  }

  async #load(taskId: string): Promise<SavedModel> {
    const folder = modelFolder(this.#parts.modelsDir, taskId);
    try {
      const manifest = await readManifest(folder);
      await verifyArtifact(folder, manifest);
      const file = path.join(folder, manifest.artifact.file);
      const scorer = (await loadInProcess(file, manifest)) ?? this.#engineScorer(file, manifest);
      return { manifest, scorer, bytes: scorer.bytes + 2 * JSON.stringify(manifest).length };
    } catch (error) {
      if (error instanceof InvalidMojoError) throw damaged(taskId, error);
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw gone(taskId);
      throw error;
    }
  }

  #engineScorer(file: string, manifest: ModelManifest): Scorer {
    const { engine, log } = this.#parts;
    const { taskId } = manifest;
    const model = this.#inEngine.get(taskId) ?? new EngineModel({ engine, manifest, file, log });
    this.#inEngine.set(taskId, model);
    return new EngineScorer(model, manifest);
  }
}

/** @returns null where only the engine can score the model */
async function loadInProcess(file: string, manifest: ModelManifest): Promise<Scorer | null> {
  if (manifest.artifact.kind === 'binary') return null;
  try {
    return new MojoScorer(await loadMojo(file), manifest.signature, manifest.threshold);
  } catch (error) {
    if (error instanceof UnsupportedMojoError) return null;
    throw error;
  }
}

function gone(taskId: string): TaskNotReadyError {
  return new TaskNotReadyError(`The saved model of task ${taskId} is not there any more. Train again.`);
}

function damaged(taskId: string, cause: InvalidMojoError): TaskNotReadyError {
  return new TaskNotReadyError(
    `The saved model of task ${taskId} is damaged: ${cause.message} Train again.`,
    {},
    { cause },
  );
}
