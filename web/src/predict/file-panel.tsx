import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, plural } from '../format/number.js';
import { CsvDrop } from '../ui/csv-drop.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { UploadProgressBar } from '../ui/upload-progress.js';
import { DatasetPicker } from './dataset-picker.js';
import { keptColumns, resultNames } from './kept-columns.js';
import { PredictionTable } from './prediction-table.js';
import { QualitySection } from './quality-section.js';
import { RowForm } from './row-form.js';
import type { Signature } from './use-models.js';
import { usePredictTable, type PredictionAnswer, type Source } from './use-predict.js';
import { WarningList } from './warning-list.js';

interface Result {
  readonly fileName: string;
  readonly answer: PredictionAnswer;
}

interface Props {
  readonly taskId: string;
  readonly signature: Signature;
  readonly importance: readonly string[];
}

/** Scores a file: its predictions beside its columns, how good they are where it has the answers, and why. */
export function FilePanel({ taskId, signature, importance }: Props) {
  const { predict, progress, isRunning, error, cancel } = usePredictTable(taskId, signature.columns.length);
  const [keepsColumns, setKeepsColumns] = useState(true);
  const [result, setResult] = useState<Result | null>(null);
  const start = async (source: Source) => {
    setResult(null);
    const answer = await predict(source, keepsColumns);
    const fileName = source instanceof File ? source.name : source.fileName;
    if (answer) setResult({ fileName, answer });
  };
  return (
    <Stack gap="lg">
      {progress ? (
        <UploadProgressBar {...progress} afterwards="predicting" onCancel={cancel} />
      ) : (
        <CsvDrop
          label="Drop a file with rows to predict"
          hint="Columns in any order; columns the model does not use are ignored."
          onFile={(file) => void start(file)}
        />
      )}
      <Group gap="lg">
        <Checkbox
          label="Keep the columns of the file beside the predictions"
          checked={keepsColumns}
          onChange={(event) => setKeepsColumns(event.currentTarget.checked)}
        />
        <DatasetPicker onPick={(source) => void start(source)} />
      </Group>
      {isRunning && <Loading what="Predicting…" />}
      {error !== undefined && <ErrorAlert title="Prediction failed" error={error} />}
      {result && (
        <PredictionResult
          key={result.answer.csvUrl}
          {...result}
          taskId={taskId}
          signature={signature}
          importance={importance}
        />
      )}
    </Stack>
  );
}

function PredictionResult({ fileName, answer, taskId, signature, importance }: Result & Props) {
  const { rows, rowCount, csvUrl, warnings } = answer;
  const { response, columns } = signature;
  const levels = response.levels ?? null;
  const [chosen, setChosen] = useState<number | null>(null);
  const kept = keptColumns(rows, resultNames(levels), [response.name, ...columns.map(({ name }) => name)]);
  const truth = kept.others.includes(response.name) ? rows.map((row) => textOf(row[response.name])) : null;
  const row = chosen === null ? undefined : rows[chosen - 1];
  return (
    <>
      <WarningList warnings={warnings} />
      <Section
        title={`${plural(rowCount, 'prediction')} for ${fileName}`}
        hint={[
          rows.length < rowCount
            ? `The first ${formatCount(rows.length)} rows are shown; the CSV has all of them.`
            : '',
          'Click a row to see why, and what if.',
        ].join(' ')}
        actions={
          csvUrl != null && (
            <Button
              component="a"
              href={csvUrl}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Download all as CSV
            </Button>
          )
        }
      >
        <PredictionTable
          rows={rows}
          levels={levels}
          truth={truth}
          kept={{ ...kept, others: kept.others.filter((name) => name !== response.name) }}
          chosen={chosen}
          onChoose={setChosen}
        />
      </Section>
      {row && (
        <RowForm
          key={chosen}
          title={`Row ${formatCount(chosen ?? 0)}`}
          taskId={taskId}
          signature={signature}
          importance={importance}
          start={row}
        />
      )}
      {truth && <QualitySection rows={rows} truth={truth} levels={levels} isPart={rows.length < rowCount} />}
    </>
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
