import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { describeError } from '../session/errors.js';

interface Props {
  /** What did not work, such as `The file was refused`. */
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
}

export function ErrorAlert({ title, error, onRetry }: Props) {
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={title}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{describeError(error).message}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
