import { Text } from '@mantine/core';
import { formatNumber, formatShare, plural } from '../../format/number.js';
import type { Mean } from './describe-dependence.js';
import classes from './label-means.module.css';

/** The commonest labels; those beyond have few rows each. */
const SHOWN = 10;

/** The mean prediction for each label of a column, as bars from the lowest value or from 0. */
export function LabelMeans({
  means,
  isShare,
}: {
  readonly means: readonly Mean[];
  readonly isShare: boolean;
}) {
  const shown = means.slice(0, SHOWN);
  const top = Math.max(...shown.map(({ mean }) => mean), Number.MIN_VALUE);
  const bottom = Math.min(0, ...shown.map(({ mean }) => mean));
  const show = isShare ? formatShare : formatNumber;
  return (
    <div>
      <ul className={classes['list']}>
        {shown.map(({ value, mean, rows }) => (
          <li key={value}>
            <span className={classes['label']}>{value}</span>
            <span className={classes['track']}>
              <span
                className={classes['bar']}
                style={{ width: `${(100 * (mean - bottom)) / (top - bottom || 1)}%` }}
              />
            </span>
            <span className={classes['value']}>
              {show(mean)}
              <small> {plural(rows, 'row')}</small>
            </span>
          </li>
        ))}
      </ul>
      {means.length > SHOWN && (
        <Text size="xs" c="dimmed">
          The {SHOWN} commonest of {means.length} labels.
        </Text>
      )}
    </div>
  );
}
