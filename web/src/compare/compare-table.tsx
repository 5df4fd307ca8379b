import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { taskTitle } from '../format/task-title.js';
import classes from './compare-table.module.css';
import type { ComparedTask } from './use-compared.js';

export interface CompareRow {
  readonly name: string;
  readonly title?: string;
  readonly cells: readonly ReactNode[];
  /** Places of the best. */
  readonly best?: readonly number[];
}

interface Props {
  readonly label: string;
  readonly tasks: readonly ComparedTask[];
  readonly rows: readonly CompareRow[];
}

/** The tasks side by side: a column each. */
export function CompareTable({ label, tasks, rows }: Props) {
  return (
    <div className={classes['scroller']} tabIndex={0} role="group" aria-label={label}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <td />
            {tasks.map((task) => (
              <th key={task.id} scope="col">
                <Anchor component={Link} to={`/tasks/${task.id}`} size="sm" fw={600}>
                  {taskTitle(task)}
                </Anchor>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, title, cells, best = [] }) => (
            <tr key={name}>
              <th scope="row" title={title}>
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={index} data-best={best.includes(index) || undefined} className="numeric">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
