import { Button, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, plural } from '../format/number.js';
import { CsvDrop } from '../ui/csv-drop.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Section } from '../ui/section.js';
import { UploadProgressBar } from '../ui/upload-progress.js';
import { PredictionTable } from './prediction-table.js';
import { QualitySection } from './quality-section.js';
import { readTruth } from './read-truth.js';
import type { Signature } from './use-models.js';
import { usePredictFile, type PredictionAnswer } from './use-predict.js';
import { WarningList } from './warning-list.js';

interface Result {
  readonly fileName: string;
  readonly answer: PredictionAnswer;
  /** What the target really is, a value a row; null where the file does not tell. */
  readonly truth: readonly string[] | null;
}

/** Scores a file: its predictions as a table, and how good they are where the file has the answers. */
export function FilePanel({ taskId, signature }: { readonly taskId: string; readonly signature: Signature }) {
  const { upload, progress, error, cancel } = usePredictFile(taskId);
  const [result, setResult] = useState<Result | null>(null);
  const start = async (file: File) => {
    setResult(null);
    const [answer, truth] = await Promise.all([upload(file), readTruth(file, signature)]);
    if (answer)
      setResult({ fileName: file.name, answer, truth: truth?.length === answer.rowCount ? truth : null });
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
      {error !== undefined && <ErrorAlert title="Prediction failed" error={error} />}
      {result && (
        <>
          <WarningList warnings={result.answer.warnings} />
          <Section
            title={`${plural(result.answer.rowCount, 'prediction')} for ${result.fileName}`}
            hint={
              result.answer.rows.length < result.answer.rowCount
                ? `The first ${formatCount(result.answer.rows.length)} rows are shown; the CSV has all of them.`
                : undefined
            }
            actions={
              result.answer.csvUrl != null && (
                <Group>
                  <Button
                    component="a"
                    href={result.answer.csvUrl}
                    download
                    variant="default"
                    leftSection={<IconDownload size={16} aria-hidden />}
                  >
                    Download all as CSV
                  </Button>
                </Group>
              )
            }
          >
            <PredictionTable
              rows={result.answer.rows}
              levels={signature.response.levels ?? null}
              truth={result.truth}
            />
          </Section>
          {result.truth && (
            <QualitySection
              rows={result.answer.rows}
              truth={result.truth}
              levels={signature.response.levels ?? null}
            />
          )}
        </>
      )}
    </Stack>
  );
}
