import type { Finding } from '../../domain/finding.js';
import type { ConfusionMatrix, Metrics } from '../../domain/leaderboard.js';
import type { ReportBlock, ReportDocument, ReportSection } from './document.js';
import type { ReportFacts } from './facts.js';

/** More classes than this make no table that one can read. */
const MOST_CLASSES = 20;
const MOST_COLUMNS = 30;

const METRIC_NAMES = [
  'auc',
  'aucpr',
  'logloss',
  'accuracy',
  'meanPerClassError',
  'mse',
  'rmse',
  'mae',
  'rmsle',
  'r2',
] as const satisfies readonly (keyof Metrics)[];

/** The facts in the order in which one wants to read them: verdict first, versions last. */
export function documentOf(facts: ReportFacts): ReportDocument {
  const { data, target, model, reproduce } = facts;
  const sections: (ReportSection | null)[] = [
    section('Result', [
      ...(model.verdict ? [text(model.verdict)] : []),
      text(`Best model: ${model.modelId} (${model.algorithm}), judged by cross-validation.`),
      metrics(facts),
      ...findings([...facts.findings, ...data.findings]),
    ]),
    threshold(facts),
    confusion(model.confusionMatrix),
    importance(facts),
    ...facts.dependence.map(dependence),
    leaderboard(facts),
    section('Data and settings', [
      table(
        [],
        [
          ['File', data.fileName],
          ['SHA-256', data.datasetId],
          ['Target', target],
          ['Problem', facts.problemType],
          ['Rows', `${data.rowsUsed} of ${data.rowsTotal} trained on`],
          ['Columns', shortened(data.columns)],
          ...Object.entries(facts.options).map(([name, value]) => [name, valueText(value)]),
        ],
      ),
      ...(facts.notes.length > 0 ? [{ kind: 'list' as const, items: facts.notes }] : []),
    ]),
    section('How to reproduce it', [
      text('Beside the same file, with a running Trainyard of the same version:'),
      { kind: 'code', text: reproduce },
      table(
        [],
        [
          ['Trainyard', facts.versions.trainyard],
          ['H2O', facts.versions.h2o ?? 'unknown'],
          ['Task', facts.taskId],
          ['Finished', facts.finishedAt ?? 'unknown'],
        ],
      ),
    ]),
  ];
  return {
    title: `${data.fileName}: ${target}`,
    sections: sections.filter((part) => part !== null),
  };
}

function metrics({ model, baseline }: ReportFacts): ReportBlock {
  const rows = METRIC_NAMES.flatMap((name) => {
    const value = model.metrics[name];
    return value === null ? [] : [[name, number(value), number(baseline?.[name] ?? null)]];
  });
  return table(['Metric', 'Model', 'Without a model'], rows);
}

function findings(all: readonly Finding[]): ReportBlock[] {
  if (all.length === 0) return [];
  return [{ kind: 'list', items: all.map(({ severity, message }) => `${severity}: ${message}`) }];
}

function threshold({ threshold: point, model }: ReportFacts): ReportSection | null {
  if (point === null) return null;
  const second = model.confusionMatrix?.labels[1] ?? 'the second class';
  return section('Threshold', [
    text(`${second} is predicted from a probability of ${number(point.threshold)} on.`),
    table(
      [],
      [
        ['Chosen by', model.thresholdCriterion ?? 'F1'],
        ['Precision', number(point.precision)],
        ['Recall', number(point.recall)],
        ['Specificity', number(point.specificity)],
        ['F1', number(point.f1)],
        ['MCC', number(point.mcc)],
      ],
    ),
  ]);
}

function confusion(matrix: ConfusionMatrix | null): ReportSection | null {
  if (matrix === null || matrix.labels.length > MOST_CLASSES) return null;
  const { labels, counts } = matrix;
  return section('Actual (rows) and predicted (columns) classes', [
    table(
      ['', ...labels],
      labels.map((label, row) => [label, ...(counts[row] ?? []).map(String)]),
    ),
  ]);
}

const ROWS: Readonly<Record<ReportFacts['importanceRows'], string>> = {
  TEST: 'on the test rows',
  HELD_OUT: 'on the rows that judged the models',
  OUT_OF_FOLD: 'in the cross-validation, on rows that the model asked was not shown',
  SAMPLE: 'on rows that the model learned from',
};

function importance({ importance: columns, importanceRows }: ReportFacts): ReportSection | null {
  const [first] = columns;
  if (first === undefined) return null;
  return section('What the columns are worth', [
    {
      kind: 'bars',
      caption: `How much the loss grows when the values of a column are dealt to other rows, ${ROWS[importanceRows]}; most for ${JSON.stringify(first.column)}.`,
      rows: columns.slice(0, MOST_COLUMNS).map(({ column, importance: growth, spread, relative }) => ({
        label: column,
        value: `${number(growth)} ± ${number(spread)}`,
        share: Math.min(1, Math.max(0, relative)),
      })),
    },
  ]);
}

function dependence({ column, labels, points }: ReportFacts['dependence'][number]): ReportSection {
  return section(`How the prediction depends on ${column}`, [
    table(
      ['Value', ...(labels ?? ['Mean prediction']), 'Rows near it'],
      points.map(({ value, means, rows }) => [value, ...means.map(number), String(rows)]),
    ),
  ]);
}

function leaderboard({ leaderboard: entries }: ReportFacts): ReportSection {
  const names = METRIC_NAMES.filter((name) => entries.some(({ metrics: all }) => all[name] !== null));
  return section('All models', [
    table(
      ['Model', 'Algorithm', ...names],
      entries.map(({ modelId, algorithm, metrics: all, spread }) => [
        modelId,
        algorithm,
        ...names.map((name) => {
          const deviation = spread?.[name] ?? null;
          return `${number(all[name])}${deviation === null ? '' : ` ± ${number(deviation)}`}`;
        }),
      ]),
    ),
  ]);
}

const section = (title: string, blocks: readonly ReportBlock[]): ReportSection => ({ title, blocks });
const text = (words: string): ReportBlock => ({ kind: 'text', text: words });
const table = (head: readonly string[], rows: readonly (readonly string[])[]): ReportBlock => ({
  kind: 'table',
  head,
  rows,
});

const number = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? '–' : String(Number(value.toPrecision(4)));

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function shortened(names: readonly string[]): string {
  const shown = names.slice(0, MOST_COLUMNS).join(', ');
  return names.length > MOST_COLUMNS ? `${shown} and ${names.length - MOST_COLUMNS} more` : shown;
}
