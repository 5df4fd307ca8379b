import path from 'node:path';
import { z } from 'zod';
import { readKept, writeKept } from '../storage/kept-json.js';
import { modelFolder } from '../storage/model-folder.js';
import type { JudgedTask } from './task-rows.js';

export interface KeptWorkParts<T> {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  /** Name of the file beside the model. */
  readonly file: string;
  /** Of what is computed; a file of another version is computed again. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** null: there is nothing to keep. */
  readonly compute: (task: JudgedTask, signal: AbortSignal) => Promise<T | null>;
}

/** What is computed of a task's model when first asked for, once for all who ask meanwhile, and kept beside it. */
export class KeptWork<T> {
  readonly #parts: KeptWorkParts<T>;
  readonly #inWork = new Map<string, { done: Promise<T | null>; stop: AbortController }>();

  constructor(parts: KeptWorkParts<T>) {
    this.#parts = parts;
  }

  async of(task: JudgedTask, signal?: AbortSignal): Promise<T | null> {
    signal?.throwIfAborted();
    let work = this.#inWork.get(task.id);
    if (work === undefined) {
      const stop = new AbortController();
      const done = this.#do(task, stop.signal).finally(() => this.#inWork.delete(task.id));
      work = { done, stop };
      this.#inWork.set(task.id, work);
    }
    return work.done;
  }

  /** To be called when a task's model is removed: nothing is computed or written after this. */
  async forget(taskId: string): Promise<void> {
    const work = this.#inWork.get(taskId);
    work?.stop.abort();
    await work?.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#inWork.keys()].map((id) => this.forget(id)));
  }

  async #do(task: JudgedTask, signal: AbortSignal): Promise<T | null> {
    const { modelsDir, file, version, schema, compute } = this.#parts;
    const place = path.join(modelFolder(modelsDir, task.id), file);
    const kept = await readKept(place, z.object({ version: z.literal(version), value: schema }));
    if (kept) return kept.value;
    const value = await compute(task, signal);
    signal.throwIfAborted();
    if (value !== null) await writeKept(place, { version, value });
    return value;
  }
}
