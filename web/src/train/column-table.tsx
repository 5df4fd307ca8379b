import { ScrollArea } from '@mantine/core';
import { formatCount } from '../format/number.js';
import { ColumnHead } from './column-head.js';
import classes from './column-table.module.css';
import { canBeTarget } from './suggest-target.js';
import type { ColumnAdvice } from './use-advice.js';
import type { Dataset } from './use-dataset.js';

interface Props {
  readonly dataset: Dataset;
  readonly target: string | null;
  readonly ignored: ReadonlySet<string>;
  readonly advice: readonly ColumnAdvice[];
  readonly onTarget: (column: string) => void;
  readonly onLeaveOut: (column: string, out: boolean) => void;
}

/** Every column's profile, above the first rows of the table. */
export function ColumnTable({ dataset, target, ignored, advice, onTarget, onLeaveOut }: Props) {
  const { columns, head, rows } = dataset;
  return (
    <ScrollArea
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Columns and first rows' }}
    >
      <table className={classes['table']}>
        <caption className={classes['caption']}>
          Columns, and the first {head.length} of {formatCount(rows)} rows
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                data-target={column.name === target || undefined}
                data-ignored={ignored.has(column.name) || undefined}
              >
                <ColumnHead
                  column={column}
                  rows={rows}
                  isTarget={column.name === target}
                  isIgnored={ignored.has(column.name)}
                  concern={advice.find((entry) => entry.column === column.name)?.concern}
                  onTarget={() => onTarget(column.name)}
                  onLeaveOut={(out) => onLeaveOut(column.name, out)}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.map((cells, row) => (
            <tr key={row}>
              {columns.map((column, index) => (
                <td
                  key={column.name}
                  data-target={column.name === target || undefined}
                  data-ignored={ignored.has(column.name) || undefined}
                  data-numeric={column.type === 'NUMERIC' || undefined}
                  data-choosable={canBeTarget(column) || undefined}
                  // For the mouse; keyboard and screen reader have the button in the column's head.
                  onClick={() => canBeTarget(column) && onTarget(column.name)}
                >
                  {cells[index] ?? <span className={classes['missing']}>missing</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
