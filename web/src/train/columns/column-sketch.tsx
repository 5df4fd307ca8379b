import { formatCellRange, formatCellTime } from '../../format/cell-time.js';
import { formatCount, formatNumber, formatShare } from '../../format/number.js';
import type { Column } from '../dataset/use-dataset.js';
import classes from './column-sketch.module.css';

const SHOWN_LEVELS = 3;

/** How a column's values are spread: a histogram for numbers and times, else the commonest levels. */
export function ColumnSketch({ column, rows }: { readonly column: Column; readonly rows: number }) {
  return column.histogram.length > 0 ? (
    <Histogram column={column} />
  ) : (
    <TopLevels column={column} rows={rows} />
  );
}

function Histogram({ column: { histogram, min, max, type } }: { readonly column: Column }) {
  const highest = Math.max(...histogram, 1);
  const isTime = type === 'TIME';
  const [from, to] =
    min == null || max == null
      ? ['', '']
      : isTime
        ? formatCellRange(min, max)
        : [formatNumber(min), formatNumber(max)];
  const exact = (value: number | null | undefined) =>
    value == null ? '' : isTime ? formatCellTime(value) : String(value);
  return (
    <div className={classes['sketch']}>
      <svg
        className={classes['histogram']}
        viewBox={`0 0 ${histogram.length} 20`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram from ${exact(min)} to ${exact(max)}`}
      >
        {histogram.map((count, bin) => {
          const height = count === 0 ? 0 : Math.max(1, (20 * count) / highest);
          return <rect key={bin} x={bin + 0.06} y={20 - height} width={0.88} height={height} />;
        })}
      </svg>
      <div className={classes['range']}>
        <span title={exact(min)}>{from}</span>
        <span title={exact(max)}>{to}</span>
      </div>
    </div>
  );
}

function TopLevels({
  column: { examples, exampleCounts },
  rows,
}: {
  readonly column: Column;
  readonly rows: number;
}) {
  return (
    <ul className={`${classes['sketch']} ${classes['levels']}`} aria-label="Commonest values">
      {examples.slice(0, SHOWN_LEVELS).map((level, index) => {
        const share = (exampleCounts[index] ?? 0) / rows;
        return (
          <li key={level} title={`${level}: ${formatCount(exampleCounts[index] ?? 0)} rows`}>
            <span className={classes['bar']} style={{ width: `${100 * share}%` }} />
            <span className={classes['level']}>{level}</span>
            <span className="numeric">{formatShare(share)}</span>
          </li>
        );
      })}
    </ul>
  );
}
