import { ALGORITHM_NAMES } from '../../format/names.js';
import { formatCount, plural } from '../../format/number.js';
import { formatLimit } from '../../format/time.js';
import { rowLimit, type Settings } from './settings.js';

/** One sentence on how it will be trained. */
export function describeSettings(settings: Settings, rowsOfTable: number): string {
  const { maxModels, maxRuntimeSecs, algorithms } = settings;
  const limit = rowLimit(settings, rowsOfTable);
  const size =
    limit === null || limit >= rowsOfTable
      ? `all ${plural(rowsOfTable, 'row')}`
      : `${formatCount(limit)} of ${plural(rowsOfTable, 'row')}`;
  const names = algorithms.map((algorithm) => ALGORITHM_NAMES[algorithm]).join(', ');
  const time = formatLimit(maxRuntimeSecs);
  return `On ${size}, up to ${plural(maxModels, 'model')} in ${time}: ${names}.`;
}
