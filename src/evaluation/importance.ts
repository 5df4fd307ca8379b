import { z } from 'zod';
import { list, record } from '../domain/record.js';
import { permutationImportance } from '../explain/permutation-importance.js';
import { run } from '../explain/work.js';
import { MojoScorer } from '../prediction/mojo-scorer.js';
import { loadJudges } from '../prediction/service/judges.js';
import type { SavedModel } from '../prediction/service/saved-models.js';
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
  rows: z.enum(['TEST', 'HELD_OUT', 'OUT_OF_FOLD', 'SAMPLE']),
  /** Most important first. */
  columns: list(ColumnImportance),
});
export type Importance = Readonly<z.output<typeof Importance>>;

/** More rows make figures steadier, and take longer. */
const MOST_ROWS = 1000;
const FEWEST_ROWS = 200;
/** Rows × columns to look at, about. */
const CELLS = 50_000;

export interface ImportanceParts {
  /** Absolute; a model is in `<modelsDir>/<taskId>`. */
  readonly modelsDir: string;
  readonly modelOf: (taskId: string) => Promise<SavedModel>;
  readonly rows: TaskRows;
}

/**
 * What the columns of a saved model are worth, by shuffling, in small steps. On rows that the model has not seen where
 * there are some, else on those of each fold as the model sees them that was not shown them: what was learned by heart is
 * worth nothing there.
 * @returns null where the model cannot be scored in this process
 */
export async function measureImportance(
  { modelsDir, modelOf, rows: taskRows }: ImportanceParts,
  task: JudgedTask,
  signal: AbortSignal,
): Promise<Importance | null> {
  const { manifest, scorer } = await modelOf(task.id);
  if (!(scorer instanceof MojoScorer)) return null;
  const columns = explainedColumns(manifest.signature);
  const limit = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(CELLS / Math.max(1, columns.length))));
  const judges = await loadJudges(modelFolder(modelsDir, task.id), manifest);
  const choice = { limit, hasJudges: judges !== null };
  const { kind, parts } = await taskRows.mostHonest(task, manifest, choice, signal);
  const asked = parts.map(({ judge, rows, truth }) => {
    const model = judge === null ? scorer : (judges?.[judge] ?? scorer);
    return { rows, truth, score: (some: typeof rows) => model.score(some) };
  });
  return { rows: kind, columns: await run(permutationImportance(asked, columns), signal) };
}
