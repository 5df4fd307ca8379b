import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { LRUCache } from 'lru-cache';
import type { ModelManifest } from '../domain/manifest.js';
import { EngineUnavailableError } from '../errors.js';
import { loadMojo, UnsupportedMojoError } from '../mojo/index.js';
import { MojoScorer } from './mojo-scorer.js';
import type { Scorer } from './scorer.js';

export interface SavedModel {
  readonly manifest: ModelManifest;
  readonly scorer: Scorer;
}

const MAX_BYTES = 256 * 1024 * 1024;

/** Models by task, loaded when first asked for and kept while there is room; the least recently used go first. */
export class SavedModels {
  readonly #modelsDir: string;
  readonly #cache: LRUCache<string, SavedModel>;

  /** @param modelsDir absolute; a model is in `<modelsDir>/<taskId>` */
  constructor(modelsDir: string) {
    this.#modelsDir = modelsDir;
    this.#cache = new LRUCache<string, SavedModel>({
      maxSize: MAX_BYTES,
      sizeCalculation: ({ scorer }) => Math.max(1, Math.min(scorer.bytes, MAX_BYTES)),
      // Calls for a model that is being loaded share the load.
      fetchMethod: (taskId) => this.#load(taskId),
    });
  }

  /** @throws {EngineUnavailableError} for a model that cannot be scored in process */
  async get(taskId: string): Promise<SavedModel> {
    const model = await this.#cache.fetch(taskId);
    if (model === undefined) throw new Error(`The model of task ${taskId} was dropped while it was loaded.`);
    return model;
  }

  /** To be called when a task's model is removed. */
  forget(taskId: string): void {
    this.#cache.delete(taskId);
  }

  async #load(taskId: string): Promise<SavedModel> {
    const folder = path.join(this.#modelsDir, taskId);
    const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as ModelManifest;
    if (manifest.artifact.kind === 'binary') {
      throw new EngineUnavailableError(
        `The engine gave this model in its own format only; nothing but H2O ${manifest.engineVersion} can score it.`,
      );
    }
    try {
      const mojo = await loadMojo(path.join(folder, manifest.artifact.file));
      return { manifest, scorer: new MojoScorer(mojo, manifest.signature) };
    } catch (error) {
      if (error instanceof UnsupportedMojoError) throw new EngineUnavailableError(error.message);
      throw error;
    }
  }
}
