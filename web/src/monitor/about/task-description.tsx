import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { WholeTask } from '../../task/use-task.js';
import { TagList } from '../list/tag-list.js';

/** Loaded when something is edited. */
const DescriptionForm = lazy(async () => ({
  default: (await import('./description-form.js')).DescriptionForm,
}));

/** What its owner says of a task, edited where it stands. */
export function TaskDescription({ task }: { readonly task: WholeTask }) {
  const [isEdited, setEdited] = useState(false);
  if (isEdited) {
    return (
      <Suspense>
        <DescriptionForm task={task} onDone={() => setEdited(false)} />
      </Suspense>
    );
  }
  const { name, note, tags } = task;
  const isEmpty = name == null && note == null && tags.length === 0;
  return (
    <Group gap="sm" align="flex-start">
      {!isEmpty && (
        <Stack gap={4} style={{ minWidth: 0 }}>
          {note != null && <Text style={{ whiteSpace: 'pre-wrap' }}>{note}</Text>}
          <TagList tags={tags} />
        </Stack>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={14} aria-hidden />}
        onClick={() => setEdited(true)}
      >
        {isEmpty ? 'Add a name, note or tags' : 'Edit name, note and tags'}
      </Button>
    </Group>
  );
}
