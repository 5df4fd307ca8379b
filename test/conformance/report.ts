import type { Trial } from './trial.js';

const ALGORITHMS: Readonly<Record<string, string>> = {
  gbm: 'GBM',
  xgboost: 'XGBoost',
  drf: 'DRF',
  xrt: 'XRT',
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
    `Written by \`npm run conformance\` on ${date.toISOString().slice(0, 10)}: H2O ${some(trials, ({ h2oVersion }) => h2oVersion)}, Node ${process.version}, ${process.platform} ${process.arch}.`,
    '',
    `H2O trained each model, and H2O and the scorer predicted the same rows: some of the training data, some put together at random from values within its ranges, and some with missing values, levels that training never saw and numbers far outside of the ranges. Every setting of the algorithms that changes what a MOJO holds was tried, and all models of AutoML runs, on these data: ${some(trials, ({ dataset }) => dataset)}.`,
    '',
    '## Predictions',
    '',
    ...table(
      'Algorithm | Problem | Models | Rows | Largest difference of a number, relative to its size | Of a probability, absolute | Differing labels | By the frame',
      [...groups, total].map(scoreLine),
    ),
    '"By the frame" counts rows with an unseen level to which H2O gives another answer by what other rows are in the frame; they are compared with its answer to a missing value ([why](mojo.md#where-h2o-does-not-agree-with-itself)).',
    '',
    '## Contributions',
    '',
    ...table(
      "Algorithm | Problem | Models | Rows | Largest difference from H2O's | Of their sum from the prediction | Of H2O's sum from it",
      explained.map(contributionLine),
    ),
    'Beyond 1, relative to the size. H2O has none for GLM, and those of a DART booster, which are not of its predictions, are not compared. H2O rounds to 32 bits at each step; of extremely randomised trees (XRT) its contributions do not add up to its prediction, which is what they differ by ([why](mojo.md#contributions)).',
    '',
  ].join('\n');
}

function some(trials: readonly Trial[], what: (trial: Trial) => string): string {
  return [...new Set(trials.map(what))].join(', ');
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
