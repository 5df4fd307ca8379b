import { MAX_EXAMPLES, type Finding, type Severity } from '../domain/finding.js';
import type { ModelDetails } from '../domain/leaderboard.js';
import type { StoredSample } from '../domain/training-sample.js';
import type { ExactFormula } from './exact-formula.js';
import type { RowPlan } from './validation/row-plan.js';

export interface TrainedResult {
  readonly sample: StoredSample;
  readonly plan: Pick<RowPlan, 'targets' | 'duplicates'>;
  /** Of the leader. */
  readonly details: Pick<ModelDetails, 'skill' | 'variableImportance'>;
  /** Standard errors by which the leader is better than the baseline; null where that is not known. */
  readonly evidence: number | null;
  /** Of a regression: what the target is made of; null where it is not. */
  readonly formula: ExactFormula | null;
}

/** Below it, what a model seems to know is within what chance gives. */
const LEAST_SKILL = 0.02;
/** Standard errors: a smaller lead over the baseline may be chance. */
const LEAST_EVIDENCE = 2;
/** Above it, a column more often holds the answer than hints at it. */
const SUSPICIOUS_SKILL = 0.98;
/** Below it, one row more or less in a fold moves every figure. */
const FEW_ROWS = 100;
/** Share of the rarer of two classes. */
const IMBALANCED_SHARE = 0.1;
/** Of a class: fewer cannot be in each fold often enough to be judged. */
const FEW_OF_A_CLASS = 10;
/** Of the rows, as copies of others. */
const DUPLICATE_SHARE = 0.05;
/** Factors that differ by less from 1 differ by rounding. */
const SAME_FACTOR = 1e-3;
/** Whole numbers in this number of classes at least have an order worth a word. */
const LEAST_ORDERED = 3;

/** What the owner should know of a finished training and its leader. */
export function resultFindings(result: TrainedResult): Finding[] {
  const counts = countsOf(result.plan.targets);
  const isClass = result.sample.problemType !== 'REGRESSION';
  return [
    ...ofSkill(result),
    ...ofFormula(result),
    ...ofRows(result),
    ...(isClass ? [...ofBalance(result, counts), ...ofOrder(counts)] : []),
  ];
}

function ofSkill({ details, evidence, sample, formula }: TrainedResult): Finding[] {
  const { skill, variableImportance } = details;
  if (skill === null) return [];
  const guessing =
    sample.problemType === 'REGRESSION' ? 'always answering the mean' : 'knowing the shares of the classes';
  const notBetter = (message: string) => [finding('NO_BETTER_THAN_BASELINE', 'PROBLEM', message)];
  if (skill < LEAST_SKILL) {
    return notBetter(
      `The best model is no better than ${guessing}: do not use it. The columns tell nothing of the target that could be ` +
        'learned from these rows. Add columns that do, or more rows.',
    );
  }
  if (evidence !== null && evidence < LEAST_EVIDENCE) {
    return notBetter(
      `The best model is better than ${guessing}, but by no more than chance may give on so few rows: do not rely on it. ` +
        'Add rows, or columns that tell more of the target.',
    );
  }
  if (skill < SUSPICIOUS_SKILL) return [];
  const column = variableImportance[0]?.column ?? null;
  // A trend over time is no leak, and a formula is a finding of its own.
  const isTrend = sample.findings.some((one) => one.code === 'TIME_ORDERED' && one.column === column);
  if (isTrend || formula !== null) return [];
  const which = column === null ? 'a column' : JSON.stringify(column);
  return [
    finding(
      'NEARLY_PERFECT',
      'WARNING',
      `The model is nearly perfect, mostly by ${which}. If that is known only after the target, leave it out and train again.`,
      { column },
    ),
  ];
}

function ofFormula({ sample, formula }: TrainedResult): Finding[] {
  if (formula === null) return [];
  const columns = formula.terms.map(({ column }) => column);
  const [only] = columns;
  const isKnown = (column?: string) =>
    sample.findings.some((one) => one.code === 'LEAK' && one.column === column);
  if (columns.length === 1 && isKnown(only)) return [];
  const names = inWords(columns.map((name) => JSON.stringify(name)));
  const isSum = formula.terms.every(({ factor }) => Math.abs(factor - 1) < SAME_FACTOR);
  const what =
    columns.length === 1
      ? `a multiple of ${names}`
      : isSum
        ? `the sum of ${names}`
        : `computed from ${names}`;
  return [
    finding(
      'LEAK',
      'WARNING',
      `In each row ${JSON.stringify(sample.target)} is ${what}: a formula does that exactly, and a model only about. ` +
        'Where these are known only after it, leave them out and train again.',
      { column: columns.length === 1 ? (only ?? null) : null, examples: columns.slice(0, MAX_EXAMPLES) },
    ),
  ];
}

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

function ofRows({ sample, plan }: TrainedResult): Finding[] {
  const { rowsUsed, rowsTotal, rowsWithoutTarget } = sample;
  const available = rowsTotal - rowsWithoutTarget;
  const found: Finding[] = [];
  if (rowsUsed < FEW_ROWS) {
    found.push(
      finding(
        'FEW_ROWS',
        'WARNING',
        `${rowsUsed} rows are few: the figures may be far from what new rows will show. Add rows, or take them as a hint.`,
        { rows: rowsUsed },
      ),
    );
  }
  if (rowsUsed < available) {
    found.push(
      finding(
        'SAMPLED',
        'INFO',
        `Trained on ${rowsUsed} of ${available} rows (\`maxRows\`). More rows take longer, and most often make a better model.`,
        { rows: rowsUsed },
      ),
    );
  }
  if (plan.duplicates >= DUPLICATE_SHARE * rowsUsed) {
    found.push(
      finding(
        'DUPLICATE_ROWS',
        'WARNING',
        `${plan.duplicates} of ${rowsUsed} rows repeat an earlier row cell by cell. A model may be judged on a row that it has learned: ` +
          'the figures are too good unless new rows repeat them as well.',
        { rows: plan.duplicates },
      ),
    );
  }
  return found;
}

function ofBalance({ sample }: TrainedResult, counts: ReadonlyMap<string, number>): Finding[] {
  const found: Finding[] = [];
  const [rarest, rows] = [...counts].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
  if (counts.size === 2 && rows < IMBALANCED_SHARE * sample.rowsUsed) {
    found.push(
      finding(
        'IMBALANCED',
        rows < 5 * FEW_OF_A_CLASS ? 'WARNING' : 'INFO',
        `${rows} of ${sample.rowsUsed} rows are ${JSON.stringify(rarest)}: accuracy says little here. Look at AUCPR and at the ` +
          'confusion matrix, and train on more rows where there are more.',
        { column: sample.target, rows, examples: [rarest] },
      ),
    );
  }
  const rare = [...counts].filter(([, count]) => count < FEW_OF_A_CLASS);
  if (rare.length > 0) {
    const labels = rare.map(([label]) => label);
    found.push(
      finding(
        'RARE_CLASS',
        'WARNING',
        `${rare.length === 1 ? `The class ${JSON.stringify(labels[0])} has` : `${rare.length} classes have`} fewer than ` +
          `${FEW_OF_A_CLASS} rows, too few to learn from and to judge by. Add such rows, or put rare classes together.`,
        {
          column: sample.target,
          rows: rare.reduce((sum, [, count]) => sum + count, 0),
          examples: labels.slice(0, 5),
        },
      ),
    );
  }
  return found;
}

function ofOrder(counts: ReadonlyMap<string, number>): Finding[] {
  const labels = [...counts.keys()];
  const isOrdered = labels.length >= LEAST_ORDERED && labels.every((label) => /^-?\d{1,15}$/.test(label));
  if (!isOrdered) return [];
  return [
    finding(
      'ORDERED_CLASSES',
      'INFO',
      'The classes are numbers, but the model knows no order among them: 1 for 5 is as wrong as 4 for 5. Where the ' +
        'distance matters, train a REGRESSION.',
    ),
  ];
}

function countsOf(targets: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const target of targets) counts.set(target, (counts.get(target) ?? 0) + 1);
  return counts;
}

function finding(
  code: Finding['code'],
  severity: Severity,
  message: string,
  { column = null, rows = null, examples = [] }: Partial<Pick<Finding, 'column' | 'rows' | 'examples'>> = {},
): Finding {
  return { code, severity, column, rows, examples, message };
}
