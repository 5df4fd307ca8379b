import path from 'node:path';
import { z } from 'zod';
import { list, record } from '../domain/record.js';
import { permutationImportance } from '../explain/permutation-importance.js';
import { run } from '../explain/work.js';
import { MojoScorer } from '../prediction/mojo-scorer.js';
import type { SavedModel } from '../prediction/service/saved-models.js';
import { readKept, writeKept } from '../storage/kept-json.js';
import { modelFolder } from '../storage/model-folder.js';
import { explainedColumns } from './explained-columns.js';
import type { JudgedTask, TaskRows } from './task-rows.js';

export const ColumnImportance = record({
  column: z.string(),
  importance: z.number(),
  spread: z.number(),
  relative: z.number(),
});
export type ColumnImportance = Readonly<z.output<typeof ColumnImportance>>;

/** What the columns of a model are worth, and on which rows that was found out. */
export const Importance = record({
  rows: z.enum(['TEST', 'HELD_OUT', 'SAMPLE']),
  /** Most important first. */
  columns: list(ColumnImportance),
});
export type Importance = Readonly<z.output<typeof Importance>>;

/** Beside the model. */
const IMPORTANCE_FILE = 'importance.json';
const Kept = record({ version: z.literal(2), importance: Importance });

/** More rows make figures steadier, and take longer. */
const MOST_ROWS = 1000;
const FEWEST_ROWS = 200;
/** Rows × columns to look at, about. */
const CELLS = 50_000;

const NONE: Importance = { rows: 'SAMPLE', columns: [] };

export interface ImportancesParts {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  readonly modelOf: (taskId: string) => Promise<SavedModel>;
  readonly rows: TaskRows;
}

/**
 * What the columns of saved models are worth, by shuffling: computed when first asked for, in small steps, and kept
 * beside the model. On rows that the model has not seen where there are some: what it learned by heart is worth nothing
 * there.
 */
export class Importances {
  readonly #parts: ImportancesParts;
  /** By task: what is being computed, for all who ask meanwhile. */
  readonly #inWork = new Map<string, { done: Promise<Importance>; stop: AbortController }>();

  constructor(parts: ImportancesParts) {
    this.#parts = parts;
  }

  /** Without columns where the model cannot be scored in this process. */
  async of(task: JudgedTask, signal?: AbortSignal): Promise<Importance> {
    signal?.throwIfAborted();
    let work = this.#inWork.get(task.id);
    if (work === undefined) {
      const stop = new AbortController();
      const done = this.#compute(task, stop.signal).finally(() => this.#inWork.delete(task.id));
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

  async #compute(task: JudgedTask, signal: AbortSignal): Promise<Importance> {
    const { modelsDir, modelOf, rows: taskRows } = this.#parts;
    const file = path.join(modelFolder(modelsDir, task.id), IMPORTANCE_FILE);
    const kept = await readKept(file, Kept);
    if (kept) return kept.importance;
    const { manifest, scorer } = await modelOf(task.id);
    if (!(scorer instanceof MojoScorer)) return NONE;
    const columns = explainedColumns(manifest.signature);
    const limit = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(CELLS / Math.max(1, columns.length))));
    const { rows, truth, kind } = await taskRows.mostHonest(task, manifest, limit, signal);
    const score = (some: typeof rows) => scorer.score(some);
    const found = await run(permutationImportance(score, rows, truth, columns), signal);
    signal.throwIfAborted();
    const importance: Importance = { rows: kind, columns: found };
    await writeKept(file, { version: 2, importance });
    return importance;
  }
}
