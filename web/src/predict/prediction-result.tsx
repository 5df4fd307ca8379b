import { Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { EvaluationSection } from '../evaluation/evaluation-section.js';
import { formatCount, formatNumber, formatShare, plural } from '../format/number.js';
import { formatDateTime } from '../format/time.js';
import { Loading } from '../ui/loading.js';
import { Section } from '../ui/section.js';
import { inputNames, keptColumns, resultNames } from './kept-columns.js';
import { PredictionTable } from './prediction-table.js';
import { RowForm } from './row-form.js';
import type { TableResult } from './table-result.js';
import { useExpiry } from './use-expiry.js';
import type { Signature } from './use-models.js';
import { WarningList } from './warning-list.js';

interface Props {
  readonly result: TableResult;
  readonly isComparing: boolean;
  readonly taskId: string;
  readonly signature: Signature;
  readonly importance: readonly string[];
}

/** What the header of the page covers, with some room. */
const HEADER_PX = 72;

/** The predictions for a table, why one of them is as it is, and how they compare with the target. */
export function PredictionResult({ result, isComparing, taskId, signature, importance }: Props) {
  const { fileName, overrides, answer, evaluation } = result;
  const { rows, rowCount, warnings } = answer;
  const { response, columns } = signature;
  const levels = response.levels ?? null;
  const hasInterval = overrides.interval !== null;
  const [chosen, setChosen] = useState<number | null>(null);
  const results = resultNames(levels, hasInterval);
  const used = [response.name, ...columns.map(({ name }) => name)];
  const inputs = inputNames(Object.keys(rows[0] ?? {}), used, results);
  const kept = keptColumns(rows, results, [...inputs.values()]);
  const target = inputs.get(response.name);
  const truth = target === undefined ? null : rows.map((row) => textOf(row[target]));
  // Without its columns nothing is known of a row.
  const isKept = columns.some(({ name }) => inputs.has(name));
  const row = chosen === null || !isKept ? undefined : rows[chosen - 1];
  return (
    <>
      <WarningList warnings={warnings} />
      <Section
        title={`${plural(rowCount, 'prediction')} for ${fileName}`}
        hint={describeResult(result, isKept)}
        actions={<CsvLink answer={answer} />}
      >
        <PredictionTable
          rows={rows}
          levels={levels}
          hasInterval={hasInterval}
          truth={truth}
          kept={{ ...kept, others: kept.others.filter((name) => name !== target) }}
          chosen={chosen}
          onChoose={isKept ? setChosen : null}
        />
      </Section>
      {row && (
        <div key={chosen} ref={reveal} style={{ scrollMarginTop: HEADER_PX }}>
          <RowForm
            title={`Row ${formatCount(chosen ?? 0)}`}
            taskId={taskId}
            signature={signature}
            importance={importance}
            overrides={overrides}
            start={Object.fromEntries(columns.map(({ name }) => [name, row[inputs.get(name) ?? '']]))}
          />
        </div>
      )}
      {isComparing && <Loading what={`Comparing with ${response.name} in the table…`} />}
      {evaluation && (
        <EvaluationSection
          title="Predicted vs. actual"
          hint="If these rows were used for training, the scores are too optimistic."
          evaluation={evaluation}
          problemType={signature.problemType}
        />
      )}
    </>
  );
}

/** What was done, what is shown of it, and how long it is kept. */
function describeResult({ answer, overrides }: TableResult, isKept: boolean): string {
  const { rows, rowCount } = answer;
  return [
    overrides.threshold === null ? '' : `Threshold ${formatNumber(overrides.threshold)}.`,
    overrides.interval === null
      ? ''
      : `${formatShare(overrides.interval)} of values like those of the training lie between low and high.`,
    rows.length < rowCount
      ? `The first ${formatCount(rows.length)} rows are shown; the CSV has all of them.`
      : '',
    isKept
      ? 'Click a row to see why, and what if.'
      : 'To see why a row is predicted so, keep the columns of the file.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** All rows, while the service keeps them. */
function CsvLink({ answer: { csvUrl, csvExpiresAt } }: { readonly answer: TableResult['answer'] }) {
  const isExpired = useExpiry(csvExpiresAt ?? null);
  if (csvUrl == null) return null;
  if (isExpired) return <span>The CSV has expired. Predict again.</span>;
  return (
    <div>
      <Button
        component="a"
        href={csvUrl}
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        Download all as CSV
      </Button>
      {csvExpiresAt != null && (
        <Text size="xs" c="dimmed" mt={4}>
          Kept until {formatDateTime(csvExpiresAt)}, also over a reload
        </Text>
      )}
    </div>
  );
}

/** The row stands below the table, which may fill the window. */
const reveal = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'start' });

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
