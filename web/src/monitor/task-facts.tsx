import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { setupAddress } from '../train/settings/address.js';
import { settingsOfTask } from '../train/settings/task-settings.js';
import { ALGORITHM_NAMES, hasEnded, PROBLEM_NAMES } from '../format/names.js';
import { formatCount } from '../format/number.js';
import { formatDateTime, formatLimit } from '../format/time.js';
import { DefinitionList } from '../ui/definition-list.js';
import { Section } from '../ui/section.js';
import { EventLog } from './event-log.js';
import { describeRunTime } from '../task/describe-task.js';
import type { WholeTask } from '../task/use-task.js';

/** What was asked for, and what was made of it. */
export function TaskFacts({ task }: { readonly task: WholeTask }) {
  const {
    datasetId,
    fileName,
    target,
    problemType,
    rowsUsed,
    rowsTotal,
    options,
    createdAt,
    finishedAt,
    status,
    events,
    notes,
  } = task;
  const took = finishedAt == null ? null : describeRunTime(task, 0);
  return (
    <Section title="Details">
      <DefinitionList
        items={[
          [
            'Table',
            <Anchor key="table" component={Link} to={setupAddress(datasetId, settingsOfTask(task))}>
              {fileName}
            </Anchor>,
          ],
          ['Target', `${target ?? '–'}${problemType ? `, ${PROBLEM_NAMES[problemType].toLowerCase()}` : ''}`],
          [
            'Rows',
            rowsUsed == null ? '–' : `${formatCount(rowsUsed)} of ${formatCount(rowsTotal ?? rowsUsed)}`,
          ],
          ['Excluded columns', listed(options.ignoredColumns)],
          ['Algorithms', options.algorithms.map((name) => ALGORITHM_NAMES[name]).join(', ')],
          ['Deep learning', options.escalate ? 'if results are weak' : 'only if chosen'],
          ['Maximum models', formatCount(options.maxModels)],
          ['Time limit', formatLimit(options.maxRuntimeSecs)],
          ['Seed', String(options.seed)],
          ['Submitted', formatDateTime(createdAt)],
          ...(took === null ? [] : [['Training took', took] as const]),
        ]}
      />
      {hasEnded(status) && <EventLog events={events} notes={notes} isOpen={status !== 'DONE'} />}
    </Section>
  );
}

/** More names than these fill the page. */
const LISTED = 12;

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length - LISTED;
  return more <= 0 ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${formatCount(more)} more`;
}
