import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Breakable } from '../format/breakable.js';
import { formatCount } from '../format/number.js';
import { ColumnCounts } from '../train/columns/column-cells.js';
import { ColumnSketch } from '../train/columns/column-sketch.js';
import { TYPE_NAMES } from '../train/settings/setting-names.js';
import type { Column, Dataset } from '../train/dataset/use-dataset.js';
import { Section } from '../ui/section.js';
import classes from './column-list.module.css';

/** Before "Show all": drawings of hundreds are slow. */
const SHOWN = 40;

/** Each column with its type, how its cells are written, its values and their counts. */
export function ColumnList({ dataset: { columns, rows } }: { readonly dataset: Dataset }) {
  const [showsAll, setShowsAll] = useState(false);
  return (
    <Section title="Columns" hint="As they were read. A type can be changed where one trains.">
      <ul className={classes['list']} aria-label="Columns">
        {(showsAll ? columns : columns.slice(0, SHOWN)).map((column) => (
          <li key={column.name}>
            <Text fw={650}>
              <Breakable name={column.name} />
            </Text>
            <Text size="sm" c="dimmed">
              {describeType(column)}
            </Text>
            <ColumnSketch column={column} rows={rows} />
            <ColumnCounts column={column} rows={rows} />
          </li>
        ))}
      </ul>
      {columns.length > SHOWN && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'start' }}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? 'Show fewer' : `Show all ${formatCount(columns.length)} columns`}
        </Button>
      )}
    </Section>
  );
}

function describeType({ type, format, unit }: Column): string {
  const details = [format, unit != null && format?.includes(unit) !== true ? unit : null];
  const written = details.filter((part) => part != null && part !== '').join(', ');
  return written === '' ? TYPE_NAMES[type] : `${TYPE_NAMES[type]}, as ${written}`;
}
