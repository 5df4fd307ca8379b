import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { CsvDrop } from '../ui/csv-drop.js';
import { ErrorAlert } from '../ui/error-alert.js';
import { Loading } from '../ui/loading.js';
import { UploadProgressBar } from '../ui/upload-progress.js';
import { DatasetPicker } from './dataset-picker.js';
import { PredictionResult } from './prediction-result.js';
import { forgetResult, readResult, storeResult } from './stored-result.js';
import { TableOptions } from './table-options.js';
import { mayHaveTarget, type TableResult } from './table-result.js';
import { useEvaluate } from './use-evaluate.js';
import type { Signature } from './use-models.js';
import { NO_OVERRIDES, usePredictTable, type Source, type TableSettings } from './use-predict.js';

interface Props {
  readonly taskId: string;
  readonly signature: Signature;
  /** Of a model of two classes; null otherwise. */
  readonly threshold: number | null;
  readonly importance: readonly string[];
}

/** Scores a table: its predictions beside its columns, why, and how good they are where it has the target. */
export function FilePanel({ taskId, signature, threshold, importance }: Props) {
  const { predict, progress, isRunning, error, cancel } = usePredictTable(taskId, signature.columns.length);
  const evaluate = useEvaluate(taskId);
  const [keepsColumns, setKeepsColumns] = useState(true);
  const [overrides, setOverrides] = useState(NO_OVERRIDES);
  const [result, setResult] = useState<TableResult | null>(null);
  /** What the result is of; null where it was restored, as a page cannot open a file by itself. */
  const [predicted, setPredicted] = useState<(TableSettings & { readonly source: Source }) | null>(null);
  const [isComparing, setComparing] = useState(false);

  // A result that is restored late does not replace a newer one.
  const hasStarted = useRef(false);
  const restore = useEffectEvent((stored: TableResult | null) => {
    if (!hasStarted.current) setResult(stored);
  });
  useEffect(() => {
    void readResult(taskId).then((stored) => restore(stored));
  }, [taskId]);

  const show = (next: TableResult) => {
    setResult(next);
    void storeResult(taskId, next);
  };
  const start = async (source: Source) => {
    hasStarted.current = true;
    setResult(null);
    setPredicted({ source, keepsColumns, overrides });
    void forgetResult(taskId);
    const answer = await predict(source, { keepsColumns, overrides });
    if (!answer) return;
    const fileName = source instanceof File ? source.name : source.fileName;
    const table: TableResult = { fileName, overrides, answer, evaluation: null };
    show(table);
    if (!mayHaveTarget(table, signature, keepsColumns)) return;
    setComparing(true);
    // A table without the target is refused: then there is nothing to compare.
    const evaluation = await evaluate(source, overrides.threshold).catch(() => null);
    setComparing(false);
    if (evaluation) show({ ...table, evaluation });
  };
  const again =
    result && predicted && (predicted.keepsColumns !== keepsColumns || predicted.overrides !== overrides)
      ? predicted.source
      : null;
  return (
    <Stack gap="lg">
      {progress ? (
        <UploadProgressBar {...progress} afterwards="predicting" onCancel={cancel} />
      ) : (
        <CsvDrop
          label={result ? 'Drop another file' : 'Drop a file with rows to predict'}
          isCompact={result !== null}
          hint="Columns in any order; columns the model does not use are ignored. With the target among them, the predictions are compared with it."
          onFile={(file) => void start(file)}
        />
      )}
      <Group gap="lg" align="flex-end">
        <TableOptions
          problemType={signature.problemType}
          threshold={threshold}
          keepsColumns={keepsColumns}
          overrides={overrides}
          onKeep={setKeepsColumns}
          onOverride={setOverrides}
        />
        <DatasetPicker onPick={(source) => void start(source)} />
        {again && <Button onClick={() => void start(again)}>Predict again with these settings</Button>}
      </Group>
      {isRunning && <Loading what="Predicting…" />}
      {error !== undefined && <ErrorAlert title="Prediction failed" error={error} />}
      {result && (
        <PredictionResult
          key={result.answer.csvUrl}
          result={result}
          isComparing={isComparing}
          taskId={taskId}
          signature={signature}
          importance={importance}
        />
      )}
    </Stack>
  );
}
