import { ALGORITHM_NAMES } from '../../format/names.js';
import { formatCount, formatNumber, formatShare, plural } from '../../format/number.js';
import { formatLimit } from '../../format/time.js';
import { CRITERION_NAMES, SORT_METRIC_NAMES } from './setting-names.js';
import { rowLimit, type Settings, type Threshold } from './settings.js';

/** How it will be trained: a sentence, and one more for each setting that is not the default. */
export function describeSettings(settings: Settings, rowsOfTable: number): string {
  const { maxModels, maxRuntimeSecs, algorithms } = settings;
  const limit = rowLimit(settings, rowsOfTable);
  const size =
    limit === null || limit >= rowsOfTable
      ? `all ${plural(rowsOfTable, 'row')}`
      : `${formatCount(limit)} of ${plural(rowsOfTable, 'row')}`;
  const names = algorithms.map((algorithm) => ALGORITHM_NAMES[algorithm]).join(', ');
  const time = formatLimit(maxRuntimeSecs);
  return [
    `On ${size}, up to ${plural(maxModels, 'model')} in ${time}: ${names}.`,
    ...describeChoices(settings),
  ].join(' ');
}

/** A sentence for each setting that is not the default, those of the extent aside. */
export function describeChoices(settings: Settings): readonly string[] {
  const { validation, sortMetric, threshold, weightColumn, balanceClasses, rises, falls, columns } = settings;
  const { kind, column, folds, testFraction } = validation;
  const by = column === null ? '' : ` ${column}`;
  return [
    kind === 'GROUPED'
      ? `Judged by groups of${by}.`
      : kind === 'TIME_ORDERED'
        ? `Judged on later rows, by${by}.`
        : null,
    folds === null ? null : `${formatCount(folds)} folds.`,
    testFraction === 0 ? null : `${formatShare(testFraction)} of the rows kept to test.`,
    sortMetric === 'AUTO' ? null : `Best by ${SORT_METRIC_NAMES[sortMetric]}.`,
    threshold.criterion === 'AUTO' ? null : `Threshold: ${describeThreshold(threshold)}.`,
    weightColumn === null ? null : `Rows weighted by ${weightColumn}.`,
    balanceClasses ? 'Classes balanced.' : null,
    rises.length > 0 ? `Prediction rises with ${rises.join(', ')}.` : null,
    falls.length > 0 ? `Prediction falls with ${falls.join(', ')}.` : null,
    columns.length > 0 ? `Read as you chose: ${columns.map(({ name }) => name).join(', ')}.` : null,
  ].filter((sentence) => sentence !== null);
}

function describeThreshold({ criterion, falsePositiveCost, falseNegativeCost, value }: Threshold): string {
  if (criterion === 'VALUE') return formatNumber(value ?? 0);
  if (criterion !== 'COST') return CRITERION_NAMES[criterion].toLowerCase();
  return `a miss costs ${formatNumber(falseNegativeCost)}, a false alarm ${formatNumber(falsePositiveCost)}`;
}
