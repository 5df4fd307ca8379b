import type { Finding } from '../domain/finding.js';
import type { ModelDetails } from '../domain/leaderboard.js';
import type { ModelSignature } from '../domain/manifest.js';
import { ownerColumn } from '../domain/owner-columns.js';
import type { EvaluatedRows } from './evaluation.js';
import type { LabelledScores } from '../prediction/labelled.js';

/** With fewer rows than this, a worse figure is chance as often as not. */
const FEWEST_ROWS = 30;

/** So many times the loss of the cross-validation is far worse than it, */
const FAR_WORSE = 1.5;
/** if so much of what guessing loses is lost with it: of a tiny loss, a multiple is still tiny. */
const SKILL_THAT_MATTERS = 0.2;

/** What a reader of an evaluation should know. @param validated the figures of the cross-validation. */
export function evaluationFindings(
  evaluated: EvaluatedRows,
  scores: LabelledScores,
  validated: Pick<ModelDetails, 'metrics' | 'skill'>,
): Finding[] {
  return [
    ...unlabelledRows(scores),
    ...unseenClasses(scores),
    ...fewRows(evaluated),
    ...notBetter(evaluated),
    ...farWorse(evaluated, validated),
  ];
}

const about = { column: null, examples: [] } as const;

function unlabelledRows({ unlabelled, rows }: LabelledScores): Finding[] {
  if (unlabelled === 0) return [];
  const message = `${unlabelled} of ${rows} rows have no value in the target and were left out.`;
  return [{ ...about, code: 'UNLABELLED_ROWS', severity: 'INFO', rows: unlabelled, message }];
}

function unseenClasses({ unseen, unseenExamples }: LabelledScores): Finding[] {
  if (unseen === 0) return [];
  const names = unseenExamples.map((name) => JSON.stringify(name)).join(', ');
  return [
    {
      ...about,
      code: 'UNSEEN_CLASS',
      severity: 'WARNING',
      rows: unseen,
      examples: unseenExamples,
      message:
        `${unseen} rows were left out because training never saw their class (${names}): ` +
        'the model can only be wrong there. Train again on rows that have it.',
    },
  ];
}

/** Rows that are later than all of the training: what happens to a model that is used, not a fault of the table. */
export function laterRows({ later, rows }: LabelledScores, { columns }: ModelSignature): Finding[] {
  const owners = new Map<string, number>();
  columns.forEach((column, feature) => {
    const name = ownerColumn(column);
    owners.set(name, Math.max(owners.get(name) ?? 0, later[feature] ?? 0));
  });
  return [...owners].flatMap(([column, count]) => {
    if (count === 0) return [];
    const message =
      `${count} of ${rows} rows are later in ${JSON.stringify(column)} than any row of the training. Figures on later rows ` +
      'tell how the model does when it is used; where they are worse than in cross-validation, train again on newer rows, ' +
      'validated in the order of time.';
    return [
      { ...about, code: 'LATER_ROWS' as const, severity: 'INFO' as const, column, rows: count, message },
    ];
  });
}

function fewRows({ rows }: EvaluatedRows): Finding[] {
  if (rows >= FEWEST_ROWS) return [];
  const message = `Only ${rows} rows were compared: these figures may be chance. Evaluate on more rows.`;
  return [{ ...about, code: 'FEW_ROWS', severity: 'WARNING', rows, message }];
}

function notBetter({ skill, rows, metrics, baseline }: EvaluatedRows): Finding[] {
  if (skill === null || skill > 0 || rows < FEWEST_ROWS) return [];
  const isRightMoreOften =
    metrics.accuracy !== null && baseline.accuracy !== null && metrics.accuracy > baseline.accuracy;
  const message = isRightMoreOften
    ? `On these rows the model names the class more often than always naming the commonest (${percent(metrics.accuracy)} ` +
      `against ${percent(baseline.accuracy)} % right), but its probabilities are further off than the shares of the ` +
      'classes. Do not take them for shares on rows like these.'
    : 'On these rows the model is not better than always predicting what is common. Do not use it for rows like these.';
  const severity = isRightMoreOften ? 'WARNING' : 'PROBLEM';
  return [{ ...about, code: 'NO_BETTER_THAN_BASELINE', severity, rows, message }];
}

function farWorse(
  { metrics, skill, rows }: EvaluatedRows,
  { metrics: validated, skill: before }: Pick<ModelDetails, 'metrics' | 'skill'>,
): Finding[] {
  const isClass = metrics.logloss !== null;
  const [here, then] = isClass ? [metrics.logloss, validated.logloss] : [metrics.rmse, validated.rmse];
  if (here === null || then === null || rows < FEWEST_ROWS || here <= FAR_WORSE * then) return [];
  if (before !== null) {
    // Rows of one class have no skill of their own: that is then against the baseline of the cross-validation.
    const growth = (here / then) ** (isClass ? 1 : 2);
    const now = skill ?? 1 - growth * (1 - before);
    if (before - now <= SKILL_THAT_MATTERS) return [];
  }
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  return [
    {
      ...about,
      code: 'FAR_WORSE',
      severity: 'WARNING',
      rows,
      message:
        `The model is far worse here than in cross-validation (${isClass ? 'logloss' : 'RMSE'} ${digits(here)}, was ${digits(then)}). ` +
        'These rows differ from those of the training, or the validation was too easy: see whether they are later, or of other subjects.',
    },
  ];
}

const percent = (share: number | null): string => String(Math.round(1000 * (share ?? 0)) / 10);
