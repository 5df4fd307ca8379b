import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ColumnType } from '../gql/graphql.js';
import { inPageWords } from '../format/api-words.js';
import { PROBLEM_NAMES } from '../format/names.js';
import type { Kind } from './settings/settings.js';
import type { Advice } from './dataset/use-advice.js';

interface Props {
  readonly target: string;
  readonly advice: Advice | undefined;
  readonly choice: Kind;
  /** The type that the user gave the target; null: as detected. */
  readonly chosenType: ColumnType | null;
  readonly onChoice: (choice: Kind) => void;
}

export function ProblemTypeChoice({ target, advice: known, choice, chosenType, onChoice }: Props) {
  const advice = chosenType === null ? known : undefined;
  return (
    <Stack gap="xs" align="flex-start">
      {chosenType !== null && (
        <Text role="status">{target} is read as you chose, so its kind is decided when it is queued.</Text>
      )}
      {advice?.problemType && (
        <Text role="status">
          <b>{PROBLEM_NAMES[advice.problemType]}.</b> {inPageWords(advice.reason)}
        </Text>
      )}
      {advice?.problem != null && (
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle />}
          title={`${target} cannot be predicted like this`}
        >
          {inPageWords(advice.problem)}
        </Alert>
      )}
      <SegmentedControl
        aria-label="Kind of prediction"
        value={choice}
        onChange={(value) => onChoice(value)}
        data={[
          { value: 'AUTO', label: 'Automatic' },
          { value: 'CLASSIFICATION', label: 'Classes' },
          { value: 'REGRESSION', label: 'Number' },
        ]}
      />
    </Stack>
  );
}
