import { formatDateTime } from '../format/time.js';
import { formatNumber, formatShare } from '../format/number.js';
import classes from './column-sketch.module.css';
import type { Column } from './use-dataset.js';

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
  const show = (value: number | null | undefined) =>
    value == null
      ? ''
      : type === 'TIME'
        ? formatDateTime(new Date(value).toISOString())
        : formatNumber(value);
  return (
    <div className={classes['sketch']}>
      <svg
        className={classes['histogram']}
        viewBox={`0 0 ${histogram.length} 20`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram from ${show(min)} to ${show(max)}`}
      >
        {histogram.map((count, bin) => {
          const height = count === 0 ? 0 : Math.max(1, (20 * count) / highest);
          return <rect key={bin} x={bin + 0.06} y={20 - height} width={0.88} height={height} />;
        })}
      </svg>
      <div className={classes['range']}>
        <span title={String(min)}>{show(min)}</span>
        <span title={String(max)}>{show(max)}</span>
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
          <li key={level} title={`${level}: ${exampleCounts[index] ?? 0} rows`}>
            <span className={classes['bar']} style={{ width: `${100 * share}%` }} />
            <span className={classes['level']}>{level}</span>
            <span className="numeric">{formatShare(share)}</span>
          </li>
        );
      })}
    </ul>
  );
}
