import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { formatBytes, plural } from '../format/number.js';
import { Ago } from '../format/timestamp.js';
import { ConfirmButton } from '../ui/confirm-button.js';
import classes from './dataset-row.module.css';
import type { DatasetSummary } from './dataset/use-datasets.js';

interface Props {
  readonly dataset: DatasetSummary;
  readonly onDelete: () => void;
}

export function DatasetRow({ dataset: { id, fileName, rows, columns, bytes, createdAt }, onDelete }: Props) {
  return (
    <li className={classes['row']}>
      <div className={classes['text']}>
        <Anchor component={Link} to={`/datasets/${id}`} fw={600}>
          {fileName}
        </Anchor>
        <Text size="sm" c="dimmed" title={`SHA-256 ${id}`}>
          {plural(rows, 'row')} × {plural(columns.length, 'column')} · {formatBytes(bytes)} ·{' '}
          <Ago at={createdAt} />
        </Text>
      </div>
      <Group gap="xs">
        <Button
          component={Link}
          to={`/train/${id}`}
          variant="default"
          size="xs"
          aria-label={`Train on ${fileName}`}
        >
          Train
        </Button>
        <ConfirmButton
          variant="subtle"
          color="red"
          size="xs"
          aria-label={`Delete ${fileName}`}
          question={`Delete ${fileName}?`}
          consequence="The file is deleted from the server. Tasks trained on it, and their models, stay."
          verb="Delete the dataset"
          onConfirm={onDelete}
        >
          Delete
        </ConfirmButton>
      </Group>
    </li>
  );
}
