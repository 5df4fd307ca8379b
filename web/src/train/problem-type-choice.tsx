import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { PROBLEM_NAMES } from '../format/names.js';
import { Loading } from '../ui/loading.js';
import type { Advice } from './use-advice.js';

export type Choice = 'AUTO' | 'CLASSIFICATION' | 'REGRESSION';

interface Props {
  readonly target: string;
  readonly advice: Advice | undefined;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}

export function ProblemTypeChoice({ target, advice, choice, onChoice }: Props) {
  return (
    <Stack gap="xs" align="flex-start">
      {!advice && <Loading what={`Looking at ${target}…`} />}
      {advice?.problemType && (
        <Text role="status">
          <b>{PROBLEM_NAMES[advice.problemType]}.</b> {advice.reason}
        </Text>
      )}
      {advice?.problem != null && (
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle />}
          title={`${target} cannot be predicted like this`}
        >
          {advice.problem}
        </Alert>
      )}
      <SegmentedControl
        aria-label="Kind of prediction"
        value={choice}
        onChange={(value) => onChoice(value)}
        data={[
          { value: 'AUTO', label: 'As decided' },
          { value: 'CLASSIFICATION', label: 'Classes' },
          { value: 'REGRESSION', label: 'A number' },
        ]}
      />
    </Stack>
  );
}
