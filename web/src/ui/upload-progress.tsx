import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { formatBytes } from '../format/number.js';

interface Props {
  readonly fileName: string;
  /** Bytes. */
  readonly sent: number;
  readonly total: number;
  /** What the service does with it once it is there, such as `reading it`. */
  readonly afterwards: string;
  readonly onCancel: () => void;
}

export function UploadProgressBar({ fileName, sent, total, afterwards, onCancel }: Props) {
  const isUp = sent >= total;
  const words = isUp ? `${fileName} is uploaded; ${afterwards}…` : `Uploading ${fileName}`;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {words}
        </Text>
        <Text size="sm" c="dimmed" className="numeric">
          {formatBytes(sent)} of {formatBytes(total)}
        </Text>
      </Group>
      <Progress
        value={total === 0 ? 0 : (100 * sent) / total}
        animated={isUp}
        striped={isUp}
        aria-label={words}
      />
      <Group justify="flex-end">
        <Button size="xs" variant="default" onClick={onCancel}>
          Cancel upload
        </Button>
      </Group>
    </Stack>
  );
}
