import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { graphql } from '../gql/index.js';
import { taskTitle } from '../format/task-title.js';
import { describeJudgement } from './describe-judgement.js';
import { judge, pairToCompare, withPairs } from './judge.js';
import type { ComparedTask } from './use-compared.js';

const PAIRED = graphql(`
  query PairedDifference($taskId: ID!, $otherTaskId: ID!) {
    pairedDifference(taskId: $taskId, otherTaskId: $otherTaskId) {
      rows
      difference
      standardError
    }
  }
`);

/** Which is better, in a sentence, and whether that is more than chance. */
export function ComparisonVerdict({ tasks }: { readonly tasks: readonly ComparedTask[] }) {
  const byFigures = judge(tasks);
  const [taskId, otherTaskId] = pairToCompare(byFigures) ?? [];
  const { data, loading } = useQuery(
    PAIRED,
    taskId === undefined || otherTaskId === undefined
      ? skipToken
      : // Neither model changes any more; a refusal leaves the judgement by the spread.
        { variables: { taskId, otherTaskId }, errorPolicy: 'all' },
  );
  const judgement = withPairs(byFigures, data?.pairedDifference ?? null);
  const titleOf = (id: string) => {
    const task = tasks.find((compared) => compared.id === id);
    return task ? taskTitle(task) : id;
  };
  return (
    <>
      <Text size="lg" fw={600} role="status">
        {loading ? 'Comparing the two best row by row…' : describeJudgement(judgement, titleOf)}
      </Text>
      {judgement.kind === 'ranked' && !judgement.isSameTable && (
        <Alert color="orange" icon={<IconInfoCircle />}>
          The tasks are not of the same table, or not validated in the same way, so a better figure may be due
          to easier rows. Train them on one table with one validation to be sure.
        </Alert>
      )}
    </>
  );
}
