import type { CSSProperties } from 'react';
import { formatCount, formatShare } from '../../format/number.js';
import type { Matrix } from './class-figures.js';
import classes from './confusion-matrix.module.css';

/** A heat map in which each cell says its number: the colour is the share of the row's actual class. */
export function ConfusionMatrix({ matrix: { labels, counts } }: { readonly matrix: Matrix }) {
  return (
    <div className={classes['scroller']} tabIndex={0} role="group" aria-label="Confusion matrix, table">
      <table className={classes['matrix']}>
        <caption>Rows are the actual classes, columns the predicted ones.</caption>
        <thead>
          <tr>
            <th scope="col">Actual ↓ Predicted →</th>
            {labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">Correct</th>
          </tr>
        </thead>
        <tbody>
          {labels.map((label, row) => {
            const cells = counts[row] ?? [];
            const total = cells.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((count, column) => (
                  <td
                    key={labels[column]}
                    data-right={row === column || undefined}
                    style={{ '--share': total === 0 ? 0 : count / total } as CSSProperties}
                  >
                    {formatCount(count)}
                  </td>
                ))}
                <td data-summary>{total === 0 ? '–' : formatShare((cells[row] ?? 0) / total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
