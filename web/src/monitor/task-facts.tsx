import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { ALGORITHM_NAMES, hasEnded, PROBLEM_NAMES } from '../format/names.js';
import { formatCount } from '../format/number.js';
import { formatDateTime } from '../format/time.js';
import { DefinitionList } from '../ui/definition-list.js';
import { Section } from '../ui/section.js';
import { EventLog } from './event-log.js';
import { describeRunTime } from './describe-task.js';
import type { WholeTask } from './use-task.js';

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
  } = task;
  const took = finishedAt == null ? null : describeRunTime(task, 0);
  return (
    <Section title="The task">
      <DefinitionList
        items={[
          [
            'Table',
            <Anchor key="table" component={Link} to={`/train/${datasetId}`}>
              {fileName}
            </Anchor>,
          ],
          [
            'Predicts',
            `${target ?? '–'}${problemType ? ` (${PROBLEM_NAMES[problemType].toLowerCase()})` : ''}`,
          ],
          [
            'Rows',
            rowsUsed == null ? '–' : `${formatCount(rowsUsed)} of ${formatCount(rowsTotal ?? rowsUsed)}`,
          ],
          ['Left out', options.ignoredColumns.join(', ') || 'no column'],
          ['Algorithms', options.algorithms.map((name) => ALGORITHM_NAMES[name]).join(', ')],
          ['Deep learning', options.escalate ? 'where the best model is not good enough' : 'only if chosen'],
          ['Models', `${options.maxModels} at most`],
          ['Taken in', formatDateTime(createdAt)],
          ...(took === null ? [] : [['Training took', took] as const]),
        ]}
      />
      {hasEnded(status) && <EventLog events={events} />}
    </Section>
  );
}
