import { Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../format/number.js';
import { withChosenTypes } from '../settings/column-choices.js';
import type { Settings } from '../settings/settings.js';
import { canBeTarget } from '../dataset/suggest-target.js';
import type { ColumnAdvice } from '../dataset/use-advice.js';
import type { Column, Dataset } from '../dataset/use-dataset.js';
import { ColumnBadge, ColumnCounts, ColumnName, ColumnUse } from './column-cells.js';
import { ColumnTypeMenu, type ChangeRead } from './column-type.js';
import { ColumnSearch } from './column-search.js';
import { ColumnSketch } from './column-sketch.js';
import classes from './column-table.module.css';

interface Props {
  readonly dataset: Dataset;
  readonly target: string | null;
  readonly ignored: ReadonlySet<string>;
  readonly advice: readonly ColumnAdvice[];
  readonly settings: Settings;
  readonly onRead: ChangeRead;
  readonly onTarget: (column: string) => void;
  readonly onExclude: (columns: readonly string[], excluded: boolean) => void;
}

/** From so many columns on they can be searched. */
const SEARCHED_FROM = 8;
const WIDE = 176;
const NARROW = 144;

/**
 * Every column's profile, above the first rows of the table. Only the columns in sight are drawn, and the target, which
 * stays at the edge when it is scrolled past.
 */
export function ColumnTable({
  dataset,
  target,
  ignored,
  advice,
  settings,
  onRead,
  onTarget,
  onExclude,
}: Props) {
  const { head, rows } = dataset;
  const columns = useMemo(() => withChosenTypes(dataset.columns, settings), [dataset.columns, settings]);
  const detected = useMemo(
    () => new Map(dataset.columns.map((column) => [column.name, column])),
    [dataset.columns],
  );
  const [search, setSearch] = useState('');
  const places = useMemo(() => matching(columns, search), [columns, search]);
  const width = useMediaQuery('(max-width: 36em)', undefined, { getInitialValueInEffect: false })
    ? NARROW
    : WIDE;
  const scroller = useRef<HTMLDivElement>(null);
  const targetAt = places.findIndex((place) => columns[place]?.name === target);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return targetAt === -1 || shown.includes(targetAt) ? shown : [...shown, targetAt].sort((a, b) => a - b);
    },
    [targetAt],
  );
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: places.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => width,
    overscan: 2,
    initialRect: { width: 1200, height: 0 },
    rangeExtractor,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, width]);

  const items = virtualizer.getVirtualItems();
  // A target before the window is drawn right beside it.
  const [lead, second] = items;
  const margin = lead?.index === targetAt && second ? second.start - width : (lead?.start ?? 0);
  const shown = items.flatMap(({ index }) => {
    const place = places[index] ?? -1;
    const column = columns[place];
    return column ? [{ column, place, index }] : [];
  });
  const cellProps = (column: Column) => ({
    'data-target': column.name === target || undefined,
    'data-ignored': ignored.has(column.name) || undefined,
  });
  const concernOf = (name: string) => advice.find(({ column }) => column === name)?.concern;
  return (
    <>
      {columns.length > SEARCHED_FROM && (
        <ColumnSearch
          search={search}
          onSearch={setSearch}
          columns={columns}
          matches={places.flatMap((place) => columns[place] ?? [])}
          target={target}
          ignored={ignored}
          onExclude={onExclude}
        />
      )}
      <div
        ref={scroller}
        className={classes['scroller']}
        tabIndex={0}
        role="region"
        aria-label="Columns and first rows"
      >
        <div style={{ width: virtualizer.getTotalSize() }}>
          <table
            className={classes['table']}
            style={{ marginInlineStart: margin, width: shown.length * width }}
            aria-colcount={places.length}
          >
            <thead>
              <tr>
                <th className={classes['rowHead']} scope="col">
                  <span>Column</span>
                </th>
                {shown.map(({ column, index }) => (
                  <th key={column.name} scope="col" aria-colindex={index + 2} {...cellProps(column)}>
                    <ColumnName
                      column={column}
                      isTarget={column.name === target}
                      onTarget={() => onTarget(column.name)}
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <RowHead text="Type" />
                {shown.map(({ column }) => (
                  <td key={column.name} {...cellProps(column)}>
                    <ColumnTypeMenu
                      column={detected.get(column.name) ?? column}
                      choices={settings.columns}
                      onRead={onRead}
                    />
                    <ColumnBadge
                      column={column}
                      concern={column.name === target ? undefined : concernOf(column.name)}
                    />
                  </td>
                ))}
              </tr>
              <tr>
                <RowHead text="Values" />
                {shown.map(({ column }) => (
                  <td key={column.name} {...cellProps(column)}>
                    <ColumnSketch column={detected.get(column.name) ?? column} rows={rows} />
                  </td>
                ))}
              </tr>
              <tr>
                <RowHead text="Counts" />
                {shown.map(({ column }) => (
                  <td key={column.name} {...cellProps(column)}>
                    <ColumnCounts column={column} rows={rows} />
                  </td>
                ))}
              </tr>
              <tr className={classes['lastOfProfile']}>
                <RowHead text="Use" />
                {shown.map(({ column }) => (
                  <td key={column.name} {...cellProps(column)}>
                    <ColumnUse
                      column={column}
                      isTarget={column.name === target}
                      isIgnored={ignored.has(column.name)}
                      role={roleOf(column.name, settings)}
                      onExclude={(excluded) => onExclude([column.name], excluded)}
                    />
                  </td>
                ))}
              </tr>
              {head.map((cells, row) => (
                <tr key={row} className={classes['cells']}>
                  <RowHead text={`Row ${row + 1}`} />
                  {shown.map(({ column, place }) => (
                    <td
                      key={column.name}
                      {...cellProps(column)}
                      data-numeric={column.type === 'NUMERIC' || undefined}
                      data-choosable={canBeTarget(column) || undefined}
                      // For the mouse; keyboard and screen reader have the button in the column's head.
                      onClick={() => canBeTarget(column) && onTarget(column.name)}
                    >
                      {cells[place] ?? <span className={classes['missing']}>missing</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      <Text size="sm" c="dimmed">
        Columns, and the first {head.length} of {formatCount(rows)} rows
      </Text>
    </>
  );
}

/** What a column does that is not learned from. */
function roleOf(name: string, { weightColumn, validation }: Settings): string | undefined {
  if (name === weightColumn) return 'Weight';
  return validation.kind === 'GROUPED' && name === validation.column ? 'Groups the rows' : undefined;
}

/** Names a row for a screen reader; the eye does not need it. */
function RowHead({ text }: { readonly text: string }) {
  return (
    <th className={classes['rowHead']} scope="row">
      <span>{text}</span>
    </th>
  );
}

/** Places of the columns whose names hold the text. */
function matching(columns: readonly Column[], search: string): readonly number[] {
  const wanted = search.trim().toLowerCase();
  return columns.flatMap(({ name }, place) => (name.toLowerCase().includes(wanted) ? [place] : []));
}
