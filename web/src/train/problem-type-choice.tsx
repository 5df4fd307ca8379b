import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { PROBLEM_NAMES } from '../format/names.js';
import type { Kind } from './settings/settings.js';
import type { Advice } from './use-advice.js';

interface Props {
  readonly target: string;
  readonly advice: Advice | undefined;
  readonly choice: Kind;
  readonly onChoice: (choice: Kind) => void;
}

export function ProblemTypeChoice({ target, advice, choice, onChoice }: Props) {
  return (
    <Stack gap="xs" align="flex-start">
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
          { value: 'AUTO', label: 'Automatic' },
          { value: 'CLASSIFICATION', label: 'Classes' },
          { value: 'REGRESSION', label: 'Number' },
        ]}
      />
    </Stack>
  );
}
