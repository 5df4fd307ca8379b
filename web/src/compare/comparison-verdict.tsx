import { Alert, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { taskTitle } from '../format/task-title.js';
import { describeJudgement } from './describe-judgement.js';
import { judge } from './judge.js';
import type { ComparedTask } from './use-compared.js';

/** Which is better, in a sentence, and whether that is more than chance. */
export function ComparisonVerdict({ tasks }: { readonly tasks: readonly ComparedTask[] }) {
  const judgement = judge(tasks);
  const titleOf = (id: string) => {
    const task = tasks.find((compared) => compared.id === id);
    return task ? taskTitle(task) : id;
  };
  return (
    <>
      <Text size="lg" fw={600} role="status">
        {describeJudgement(judgement, titleOf)}
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
