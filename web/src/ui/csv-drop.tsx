import { Button, Stack, Text } from '@mantine/core';
import { Dropzone, type FileRejection } from '@mantine/dropzone';
import { IconFileTypeCsv, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import classes from './csv-drop.module.css';
import { usePageDrop } from './use-page-drop.js';

const ONE_AT_A_TIME = 'One file at a time.';

interface Props {
  /** What to do, such as `Drop a CSV here`. */
  readonly label: string;
  readonly hint: string;
  /** Takes a file that is dropped anywhere on the page. */
  readonly wholePage?: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes one file, by drop, click or key. Whether it is a CSV is for the service to say: it reads more than the name. */
export function CsvDrop({ label, hint, wholePage = false, onFile }: Props) {
  const [problem, setProblem] = useState<string>();
  const choose = useRef<() => void>(null);
  const accept = (files: readonly File[]) => {
    setProblem(undefined);
    if (files[0]) onFile(files[0]);
  };
  const reject = (rejections: readonly FileRejection[]) =>
    setProblem(rejections.length > 1 ? ONE_AT_A_TIME : 'This cannot be read as a file.');
  const isOver = usePageDrop(wholePage, (files) => {
    if (files.length > 1) setProblem(ONE_AT_A_TIME);
    else accept(files);
  });
  return (
    <Stack gap={4}>
      {/* The button inside is the way in for keyboard and screen reader; a click anywhere does the same. */}
      <Dropzone
        onDrop={accept}
        onReject={reject}
        openRef={choose}
        multiple={false}
        tabIndex={-1}
        activateOnKeyboard={false}
        bg="var(--ty-surface)"
        py="xl"
        inputProps={{ 'aria-label': label }}
      >
        <Stack align="center" gap="xs">
          <Dropzone.Accept>
            <IconUpload size={40} stroke={1.5} aria-hidden />
          </Dropzone.Accept>
          <Dropzone.Idle>
            <IconFileTypeCsv size={40} stroke={1.5} aria-hidden />
          </Dropzone.Idle>
          <Text fw={600} size="lg" ta="center">
            {label}
          </Text>
          <Button
            variant="default"
            onClick={(event) => {
              event.stopPropagation();
              choose.current?.();
            }}
          >
            Choose a file
          </Button>
          <Text size="sm" c="dimmed" ta="center">
            {hint}
          </Text>
        </Stack>
      </Dropzone>
      {isOver && <div className={classes['overlay']}>Drop the file</div>}
      {problem !== undefined && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
