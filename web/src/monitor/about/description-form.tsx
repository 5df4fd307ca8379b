import { Button, Group, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { taskSubject } from '../../format/task-title.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import type { WholeTask } from '../../task/use-task.js';
import { useDescription } from './use-description.js';

const LONGEST_NAME = 200;
const LONGEST_NOTE = 10_000;
const MOST_TAGS = 20;

interface Props {
  readonly task: WholeTask;
  readonly onDone: () => void;
}

/** Name, note and tags of a task, saved together. */
export function DescriptionForm({ task, onDone }: Props) {
  const [name, setName] = useState(task.name ?? '');
  const [note, setNote] = useState(task.note ?? '');
  const [tags, setTags] = useState<readonly string[]>(task.tags);
  const { save, isBusy, error } = useDescription(task.id);
  return (
    <form
      aria-label="Name, note and tags"
      onSubmit={(event) => {
        event.preventDefault();
        void save({ name, note, tags }).then((isSaved) => isSaved && onDone());
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDone()}
    >
      <Stack gap="sm" maw={640}>
        <TextInput
          label="Name"
          placeholder={taskSubject(task)}
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
          autoFocus
        />
        <Textarea
          label="Note"
          placeholder="What it is for, what is different this time"
          autosize
          minRows={2}
          maxRows={12}
          maxLength={LONGEST_NOTE}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <TagsInput
          label="Tags"
          description="Press Enter after each. The list of tasks can be filtered by them."
          maxTags={MOST_TAGS}
          value={[...tags]}
          onChange={setTags}
          acceptValueOnBlur
        />
        {error && <ErrorAlert title="It was not saved" error={error} />}
        <Group gap="xs">
          <Button type="submit" loading={isBusy}>
            Save
          </Button>
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
