import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { setupAddress } from '../../train/settings/address.js';
import type { WholeTask } from '../../task/use-task.js';
import { diagnose } from './remedies.js';

/** Why a task failed and what to change, with that change a click away. */
export function FailureAlert({ task }: { readonly task: WholeTask }) {
  const { title, text, remedies } = diagnose(task);
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={title}>
      <Stack gap="sm">
        <Text size="sm">{text}</Text>
        {remedies.length > 0 && (
          <Group gap="xs">
            {remedies.map(({ label, settings }) => (
              <Button
                key={label}
                component={Link}
                to={setupAddress(task.datasetId, settings)}
                size="xs"
                variant="default"
              >
                {label}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
