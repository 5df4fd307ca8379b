import { Button, FileInput, Group, NumberInput, Select, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TableReadingInput } from '../../gql/graphql.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import { UploadProgressBar } from '../../ui/upload-progress.js';
import type { Dataset } from '../dataset/use-dataset.js';
import { useDatasetUpload } from '../dataset/use-dataset-upload.js';
import { delimiterName } from './describe-reading.js';
import { recentFile } from '../dataset/recent-files.js';

const DELIMITERS = [',', ';', '\t', '|', ' '];
const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be', 'shift_jis', 'gb18030'];

interface Props {
  readonly dataset: Dataset;
  readonly onDone: () => void;
}

/** Reads the file once more, as the user says. */
export function ReadingForm({ dataset: { id, fileName, reading }, onDone }: Props) {
  const navigate = useNavigate();
  const { upload, progress, error, cancel } = useDatasetUpload();
  const [file, setFile] = useState(() => recentFile(id) ?? null);
  const [needsFile] = useState(file === null);
  const [changes, setChanges] = useState<TableReadingInput>({});
  const set = (change: TableReadingInput) => setChanges((before) => ({ ...before, ...change }));
  const { delimiter, encoding, header, skippedLines, sheet, sheets } = reading;
  const start = async () => {
    if (!file) return;
    const next = await upload(file, changes);
    if (next === null) return;
    onDone();
    await navigate(`/train/${next}`);
  };
  const withPresent = (known: readonly string[], present: string | null | undefined) =>
    present == null || known.includes(present) ? [...known] : [present, ...known];
  return (
    <Stack>
      {needsFile && (
        <FileInput
          label={`Choose ${fileName} again`}
          description="The server keeps the table, but it has to read the file again."
          placeholder="Choose a file"
          value={file}
          onChange={setFile}
        />
      )}
      {delimiter != null && (
        <Select
          label="Delimiter"
          allowDeselect={false}
          data={withPresent(DELIMITERS, delimiter).map((value) => ({ value, label: delimiterName(value) }))}
          value={changes.delimiter ?? delimiter}
          onChange={(value) => set({ delimiter: value })}
        />
      )}
      {encoding != null && reading.format === 'CSV' && (
        <Select
          label="Encoding"
          allowDeselect={false}
          data={withPresent(ENCODINGS, encoding.toLowerCase()).map((value) => ({
            value,
            label: value.toUpperCase(),
          }))}
          value={changes.encoding ?? encoding.toLowerCase()}
          onChange={(value) => set({ encoding: value })}
        />
      )}
      {sheets.length > 1 && (
        <Select
          label="Sheet"
          allowDeselect={false}
          data={sheets}
          value={changes.sheet ?? sheet ?? null}
          onChange={(value) => set({ sheet: value })}
        />
      )}
      <NumberInput
        label="Lines to skip above the table"
        min={0}
        max={10_000}
        allowDecimal={false}
        value={changes.skipLines ?? skippedLines}
        onChange={(value) => typeof value === 'number' && set({ skipLines: value })}
      />
      <Switch
        label="The first line names the columns"
        checked={changes.header ?? header}
        onChange={(event) => set({ header: event.currentTarget.checked })}
      />
      {progress && <UploadProgressBar {...progress} afterwards="reading it" onCancel={cancel} />}
      {error !== undefined && <ErrorAlert title="The file could not be read like this" error={error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Back
        </Button>
        <Button
          disabled={file === null || Object.keys(changes).length === 0}
          loading={progress !== undefined}
          onClick={() => void start()}
        >
          Read again
        </Button>
      </Group>
    </Stack>
  );
}
