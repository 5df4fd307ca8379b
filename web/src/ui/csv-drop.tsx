import { Button, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import classes from './csv-drop.module.css';
import { usePageDrop } from './use-page-drop.js';

interface Props {
  /** What to do, such as `Drop a file here`. */
  readonly label: string;
  readonly hint: string;
  /** One row, for a page whose result matters more. */
  readonly isCompact?: boolean;
  readonly onFile: (file: File) => void;
}

/**
 * Takes one file: chosen by click or key, or dropped anywhere on the page. Whether it is a table is for the service to
 * say: it reads more than the name.
 */
export function CsvDrop({ label, hint, isCompact = false, onFile }: Props) {
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const accept = (files: readonly File[]) => {
    const [file] = files;
    setProblem(files.length > 1 ? 'One file at a time.' : undefined);
    if (file && files.length === 1) onFile(file);
  };
  const isOver = usePageDrop(accept);
  return (
    <Stack gap={4}>
      {/* The button is the way in for keyboard and screen reader; a click anywhere in the box does the same. */}
      <div
        className={classes['box']}
        data-compact={isCompact || undefined}
        onClick={() => input.current?.click()}
      >
        {!isCompact && <IconUpload size={40} stroke={1.5} aria-hidden />}
        <Text fw={600} size={isCompact ? 'sm' : 'lg'} ta="center">
          {label}
        </Text>
        <Button variant="default" size={isCompact ? 'xs' : 'sm'}>
          Choose a file
        </Button>
        {!isCompact && (
          <Text size="sm" c="dimmed" ta="center">
            {hint}
          </Text>
        )}
        <input
          ref={input}
          type="file"
          hidden
          aria-label={label}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => {
            accept([...(event.currentTarget.files ?? [])]);
            // So that the same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </div>
      {isOver && <div className={classes['overlay']}>Drop the file</div>}
      {problem !== undefined && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
