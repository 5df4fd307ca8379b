import type { WholeTaskFragment } from '../../gql/graphql.js';
import { inPageWords } from '../../format/api-words.js';
import { plural } from '../../format/number.js';
import { formatLimit } from '../../format/time.js';
import { settingsOfTask } from '../../train/settings/task-settings.js';
import { QUICK_ROWS, type Settings } from '../../train/settings/settings.js';

/** A change that may help, and the settings that have it. */
interface Remedy {
  readonly label: string;
  readonly settings: Settings;
}

export interface Diagnosis {
  readonly title: string;
  readonly text: string;
  readonly remedies: readonly Remedy[];
  /** True where the same may well work the next time. */
  readonly mayRepeat: boolean;
}

type FailedTask = Pick<WholeTaskFragment, 'error' | 'options' | 'target' | 'rowsUsed' | 'rowsTotal'>;

const LONGEST_SECS = 86_400;
const MORE_TIME = 4;

/** Why a task failed, in the words of the pages, and what to change. */
export function diagnose(task: FailedTask): Diagnosis {
  const { code = '', message = '' } = task.error ?? {};
  const text = inPageWords(message);
  const limit = formatLimit(task.options.maxRuntimeSecs);
  if (
    code === 'TIMED_OUT' ||
    (code === 'NO_MODEL' && /maxRuntimeSecs|time limit|out of time/i.test(message))
  ) {
    return {
      title: 'The time limit was too short',
      text: `No model was finished within ${limit}. Allow more time, or train on fewer rows.`,
      remedies: [...moreTime(task), ...fewerRows(task)],
      mayRepeat: false,
    };
  }
  if (code === 'NO_MODEL' || code === 'ENGINE_REFUSED') {
    return { title: 'Training produced no model', text, remedies: [], mayRepeat: false };
  }
  if (code === 'OUT_OF_MEMORY') {
    return {
      title: 'The training engine ran out of memory',
      text,
      remedies: fewerRows(task),
      mayRepeat: false,
    };
  }
  if (code === 'ENGINE_LOST') {
    return {
      title: 'The training engine was lost',
      text: `${text} Fewer rows need less memory; the administrator can give the engine more.`,
      remedies: fewerRows(task),
      mayRepeat: true,
    };
  }
  return { title: 'Training failed', text, remedies: [], mayRepeat: true };
}

function moreTime(task: FailedTask): readonly Remedy[] {
  const { maxRuntimeSecs } = task.options;
  const longer = Math.min(LONGEST_SECS, MORE_TIME * maxRuntimeSecs);
  if (longer === maxRuntimeSecs) return [];
  return [
    {
      label: `Allow ${formatLimit(longer)}`,
      settings: { ...settingsOfTask(task), maxRuntimeSecs: longer },
    },
  ];
}

function fewerRows(task: FailedTask): readonly Remedy[] {
  const { rowsUsed, rowsTotal } = task;
  const rows = rowsUsed ?? rowsTotal ?? 0;
  if (rows <= QUICK_ROWS) return [];
  const fewer = Math.max(QUICK_ROWS, Math.round(rows / 4));
  return [{ label: `Train on ${plural(fewer, 'row')}`, settings: { ...settingsOfTask(task), rows: fewer } }];
}
