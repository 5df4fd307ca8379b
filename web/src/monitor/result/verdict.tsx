import { Group, Text } from '@mantine/core';
import { inPageWords } from '../../format/api-words.js';
import { formatShare } from '../../format/number.js';
import type { Model } from '../../task/use-task.js';

/** One sentence on what the model is worth, and its skill in a figure. */
export function Verdict({ verdict, skill }: Pick<Model, 'verdict' | 'skill'>) {
  if (verdict === '') return null;
  return (
    <Group gap="lg" align="baseline">
      <Text size="lg" fw={600} style={{ flex: '1 1 20rem' }} role="status">
        {inPageWords(verdict)}
      </Text>
      {skill != null && (
        <Text title="Share of the loss of guessing that the model removes: 100% is perfect, 0% no better than guessing">
          Skill <b className="numeric">{skill <= 0 ? 'none' : formatShare(skill)}</b>
        </Text>
      )}
    </Group>
  );
}
