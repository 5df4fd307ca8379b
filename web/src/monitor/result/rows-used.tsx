import { Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatCount, plural } from '../../format/number.js';
import { setupAddress } from '../../train/settings/address.js';
import { settingsOfTask } from '../../train/settings/task-settings.js';
import type { WholeTask } from '../../task/use-task.js';

/** Says that a model saw a part of the rows only, and how it sees all of them. */
export function RowsUsed({ task }: { readonly task: WholeTask }) {
  const { rowsUsed, rowsTotal, datasetId } = task;
  if (rowsUsed == null || rowsTotal == null || rowsUsed >= rowsTotal) return null;
  return (
    <Group gap="sm">
      <Text fw={600}>
        Trained on {formatCount(rowsUsed)} of {plural(rowsTotal, 'row')}.
      </Text>
      {task.options.maxRows != null && (
        <Button
          component={Link}
          to={setupAddress(datasetId, { ...settingsOfTask(task), rows: 'all' })}
          size="xs"
          variant="default"
        >
          Train on all rows
        </Button>
      )}
    </Group>
  );
}
