import type { Trial } from './trial.js';

const ALGORITHMS: Readonly<Record<string, string>> = {
  gbm: 'GBM',
  xgboost: 'XGBoost',
  drf: 'DRF and XRT',
  glm: 'GLM',
  deeplearning: 'DeepLearning',
  stackedensemble: 'StackedEnsemble',
};
const KINDS = ['binary', 'multiclass', 'regression'] as const;

/** A page in Markdown: a line for each algorithm and kind of problem. */
export function report(trials: readonly Trial[], date: Date): string {
  const groups = Object.entries(ALGORITHMS).flatMap(([algorithm, name]) =>
    KINDS.map((kind) => ({
      name: `${name} | ${kind}`,
      trials: trials.filter((trial) => trial.algorithm === algorithm && trial.kind === kind),
    })).filter((group) => group.trials.length > 0),
  );
  const total = { name: '**all** |', trials };
  const explained = groups
    .map(({ name, trials }) => ({ name, trials: trials.filter(({ contributions }) => contributions) }))
    .filter((group) => group.trials.length > 0);
  return [
    '# How near the MOJO scorer is to H2O',
    '',
    `Written by \`npm run conformance\` on ${date.toISOString().slice(0, 10)}: H2O ${[...new Set(trials.map(({ h2oVersion }) => h2oVersion))].join(', ')}, Node ${process.version}, ${process.platform} ${process.arch}.`,
    '',
    ...table(
      'Algorithm | Problem | Models | Rows | Largest relative difference | Largest absolute difference of a probability | Differing labels | Rows answered by the rest of the frame',
      [...groups, total].map(scoreLine),
    ),
    ...table(
      "Algorithm | Problem | Models | Rows | From the engine's contributions | Sum from the prediction | The engine's sum",
      explained.map(contributionLine),
    ),
  ].join('\n');
}

function table(header: string, lines: readonly string[]): string[] {
  const columns = header.split('|').length;
  const row = (line: string) => `| ${line} |`;
  return [row(header), row(Array.from({ length: columns }, () => '---').join(' | ')), ...lines.map(row), ''];
}

interface Group {
  readonly name: string;
  readonly trials: readonly Trial[];
}

function scoreLine({ name, trials }: Group): string {
  const scores = trials.map((trial) => trial.scores);
  return [
    name,
    trials.length,
    count(scores.map(({ rows }) => rows)),
    size(scores.map(({ relative }) => relative)),
    size(scores.map(({ absolute }) => absolute)),
    count(scores.map(({ labels }) => labels)),
    count(scores.map(({ arbitrary }) => arbitrary)),
  ].join(' | ');
}

function contributionLine({ name, trials }: Group): string {
  const found = trials.flatMap(({ contributions }) => contributions ?? []);
  const engine = found.flatMap(({ engine }) => engine ?? []);
  return [
    name,
    found.length,
    count(found.map(({ rows }) => rows)),
    engine.length === 0 ? 'has none' : size(engine),
    size(found.map(({ sum }) => sum)),
    engine.length === 0 ? '' : size(found.map(({ engineSum }) => engineSum ?? 0)),
  ].join(' | ');
}

function count(values: readonly number[]): string {
  return values.reduce((sum, value) => sum + value, 0).toLocaleString('en');
}

function size(values: readonly number[]): string {
  const largest = Math.max(...values);
  return largest === 0 ? '0' : largest.toExponential(1);
}
