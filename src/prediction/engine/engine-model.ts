import { createReadStream } from 'node:fs';
import type { Logger } from 'pino';
import type { ModelManifest } from '../../domain/manifest.js';
import { EngineUnavailableError } from '../../domain/errors.js';
import type { H2OClient } from '../../h2o/client/client.js';
import type { Engine, EngineState } from '../../h2o/engine/engine.js';
import { H2OJobError, H2ORequestError } from '../../h2o/client/errors.js';
import { waitForJob } from '../../h2o/client/job.js';

export interface EngineModelParts {
  readonly engine: Engine;
  readonly manifest: ModelManifest;
  /** The saved model, absolute. */
  readonly file: string;
  readonly log: Logger;
  /** How long the engine keeps the model after it was last asked, in milliseconds. Default: a minute. */
  readonly idleMs?: number;
}

type ReadyState = Extract<EngineState, { status: 'READY' }>;

interface Imported {
  readonly client: H2OClient;
  readonly modelId: string;
  /** Everything that the engine holds of it. The model comes first: that of a MOJO reads its upload while it is there. */
  readonly keys: readonly string[];
}

/** An import that was begun in one life of the engine. */
interface Import {
  readonly clusterId: string;
  readonly imported: Promise<Imported>;
}

const IDLE_MS = 60_000;
/** An import takes 40 to 130 ms. */
const POLL_MS = 10;
let imports = 0;

/** A saved model in the engine: brought there when first needed, kept while it is in use, removed after. */
export class EngineModel {
  readonly #parts: EngineModelParts;
  #current: Import | null = null;
  #removal: Promise<void> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #users = 0;
  #closed = false;

  constructor(parts: EngineModelParts) {
    this.#parts = parts;
  }

  /**
   * Does some work with the model. It never waits for an engine that is not ready, nor for the queue of tasks.
   * @throws {EngineUnavailableError} where the engine is away, is lost on the way, or refuses
   */
  async use<T>(work: (client: H2OClient, modelId: string) => Promise<T>): Promise<T> {
    const life = this.#life();
    clearTimeout(this.#idle);
    this.#users++;
    try {
      const { client, modelId } = await this.#import(life);
      return await work(client, modelId);
    } catch (error) {
      if (!(error instanceof H2ORequestError || error instanceof H2OJobError)) throw error;
      // Somebody else may have emptied the engine: then the next call brings the model there again.
      if (error instanceof H2ORequestError && error.status === 404) void this.#remove();
      throw new EngineUnavailableError(`H2O does not score this model. ${error.message}`);
    } finally {
      this.#users--;
      if (this.#users === 0) await this.#rest();
    }
  }

  /** Removes the model from the engine, as soon as it is not in use. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#users === 0) await this.#rest();
  }

  async #rest(): Promise<void> {
    clearTimeout(this.#idle);
    if (this.#closed) await this.#remove();
    else this.#idle = setTimeout(() => void this.#remove(), this.#parts.idleMs ?? IDLE_MS).unref();
  }

  #life(): ReadyState {
    const { engine, manifest } = this.#parts;
    const { state } = engine;
    if (state.status !== 'READY') {
      const why = 'message' in state ? ` ${state.message}` : '';
      throw new EngineUnavailableError(
        `This model is scored by H2O, which is ${state.status}.${why} Try again when \`health\` says READY.`,
      );
    }
    if (manifest.artifact.kind === 'binary' && manifest.engineVersion !== state.version) {
      throw new EngineUnavailableError(
        `This model was saved in H2O's own format: only H2O ${manifest.engineVersion} can score it, and the engine ` +
          `is ${state.version}. Run that version, or train again.`,
      );
    }
    return state;
  }

  #import({ clusterId }: ReadyState): Promise<Imported> {
    if (this.#current?.clusterId === clusterId) return this.#current.imported;
    const imported = this.#bring();
    const current = { clusterId, imported };
    this.#current = current;
    imported.catch(() => {
      if (this.#current === current) this.#current = null;
    });
    return imported;
  }

  async #bring(): Promise<Imported> {
    await this.#removal;
    const { engine, manifest, file } = this.#parts;
    const client = await engine.ready();
    const modelId = `trainyard_scorer_${manifest.taskId.replace(/\W/g, '_')}_${++imports}`;
    const upload = `${modelId}_file`;
    const keys = [upload];
    try {
      await client.postFile(upload, createReadStream(file));
      if (manifest.artifact.kind === 'binary') {
        const id = await client.importBinaryModel(upload);
        keys.unshift(id);
        await client.remove(upload);
        // An ensemble brings its base models along.
        keys.push(...(await client.baseModels(id)));
        return { client, modelId: id, keys };
      }
      keys.unshift(modelId);
      const { key: job } = await client.importMojo(upload, modelId);
      await waitForJob(client, job, { intervalMs: POLL_MS }).finally(() => client.remove(job));
      return { client, modelId, keys };
    } catch (error) {
      await Promise.allSettled(keys.map((key) => client.remove(key, { cascade: true })));
      throw error;
    }
  }

  #remove(): Promise<void> {
    const current = this.#current;
    this.#current = null;
    if (current) this.#removal = this.#removal.then(() => this.#removeKeys(current));
    return this.#removal;
  }

  async #removeKeys({ clusterId, imported }: Import): Promise<void> {
    const { engine, manifest, log } = this.#parts;
    try {
      const { client, keys } = await imported;
      const { state } = engine;
      if (state.status !== 'READY' || state.clusterId !== clusterId) return;
      for (const key of keys) await client.remove(key, { cascade: true });
    } catch (error) {
      log.warn(
        { taskId: manifest.taskId, err: error },
        'the engine may still hold a model that it scored with',
      );
    }
  }
}
