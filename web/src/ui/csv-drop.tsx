import { Dropzone, type FileRejection } from '@mantine/dropzone';
import { Stack, Text } from '@mantine/core';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';

interface Props {
  /** What to do, such as `Drop a CSV here, or click to choose one`. */
  readonly label: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}

/** Takes one file, by drop, click or key. Whether it is a CSV is for the service to say: it reads more than the name. */
export function CsvDrop({ label, hint, onFile }: Props) {
  const [problem, setProblem] = useState<string>();
  const accept = (files: readonly File[]) => {
    setProblem(undefined);
    if (files[0]) onFile(files[0]);
  };
  const reject = (rejections: readonly FileRejection[]) =>
    setProblem(rejections.length > 1 ? 'One file at a time, please.' : 'This cannot be read as a file.');
  return (
    <Stack gap={4}>
      <Dropzone
        onDrop={accept}
        onReject={reject}
        multiple={false}
        bg="var(--ty-surface)"
        py="xl"
        aria-label={label}
        role="button"
        inputProps={{ 'aria-label': label }}
      >
        <Stack align="center" gap="xs" style={{ pointerEvents: 'none' }}>
          <Dropzone.Accept>
            <IconUpload size={40} stroke={1.5} aria-hidden />
          </Dropzone.Accept>
          <Dropzone.Idle>
            <IconFileTypeCsv size={40} stroke={1.5} aria-hidden />
          </Dropzone.Idle>
          <Text fw={600} size="lg" ta="center">
            {label}
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {hint}
          </Text>
        </Stack>
      </Dropzone>
      {problem !== undefined && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
