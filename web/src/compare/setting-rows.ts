import { ALGORITHM_NAMES, PROBLEM_NAMES } from '../format/names.js';
import { formatCount } from '../format/number.js';
import { formatLimit } from '../format/time.js';
import { describeRows } from '../task/describe-task.js';
import { describeChoices } from '../train/settings/describe-settings.js';
import { settingsOfTask } from '../train/settings/task-settings.js';
import type { ComparedTask } from './use-compared.js';

/** A setting with its value in each task. */
export interface SettingRow {
  readonly name: string;
  readonly values: readonly string[];
}

const listed = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));

const SETTINGS: readonly (readonly [string, (task: ComparedTask) => string])[] = [
  ['Table', ({ fileName, datasetId }) => `${fileName} (${datasetId.slice(0, 8)})`],
  ['Target', ({ target }) => target ?? '–'],
  ['Kind', ({ problemType }) => (problemType ? PROBLEM_NAMES[problemType] : '–')],
  ['Rows', (task) => describeRows(task) ?? '–'],
  ['Excluded columns', ({ options }) => listed(options.ignoredColumns)],
  ['Included in spite of a finding', ({ options }) => listed(options.includeColumns)],
  ['Algorithms', ({ options }) => options.algorithms.map((name) => ALGORITHM_NAMES[name]).join(', ')],
  ['Deep learning', ({ options }) => (options.escalate ? 'if results are weak' : 'only if chosen')],
  ['Maximum models', ({ options }) => formatCount(options.maxModels)],
  ['Time limit', ({ options }) => formatLimit(options.maxRuntimeSecs)],
  ['Seed', ({ options }) => String(options.seed)],
  ['Other settings', (task) => describeChoices(settingsOfTask(task)).join(' ') || 'defaults'],
];

/** Settings and data of some tasks: what differs, and what is the same in all. */
export function settingRows(tasks: readonly ComparedTask[]) {
  const rows = SETTINGS.map(([name, valueOf]): SettingRow => ({ name, values: tasks.map(valueOf) }));
  const differs = ({ values }: SettingRow) => new Set(values).size > 1;
  return { differing: rows.filter(differs), same: rows.filter((row) => !differs(row)) };
}
