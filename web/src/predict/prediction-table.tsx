import { Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_equals,
  filterFn_includesString,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { formatCount, formatNumber, formatShare, plural } from '../format/number.js';
import type { KeptColumns } from './kept-columns.js';
import { byProbability } from './by-probability.js';
import { ProbabilityBar } from './probability-bar.js';
import classes from './prediction-table.module.css';

const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { equals: filterFn_equals, includesString: filterFn_includesString },
  sortFns: { basic: sortFn_basic, alphanumeric: sortFn_alphanumeric },
});

interface TableRow {
  /** Of the file, from 1. */
  readonly number: number;
  readonly predict: string | number | null;
  readonly actual: string | null;
  /** Probabilities, and the columns of the input. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Column = ColumnDef<typeof features, TableRow>;

interface Props {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** null for a regression. */
  readonly levels: readonly string[] | null;
  /** Of a regression: with the ends of an interval around each prediction. */
  readonly hasInterval: boolean;
  readonly truth: readonly string[] | null;
  /** Columns of the input, the one that names the rows apart. */
  readonly kept: KeptColumns;
  /** Number of the row that is looked at; null: none. */
  readonly chosen: number | null;
  /** null: rows cannot be looked at. */
  readonly onChoose: ((number: number) => void) | null;
}

const ROW_HEIGHT = 34;
/** More classes than these have no column each. */
const COLUMNS_OF_CLASSES = 6;
const NEXT_CLASSES = 3;

/** The predictions, sorted and filtered in the browser; only the rows in sight are drawn. */
export function PredictionTable({ rows, levels, hasInterval, truth, kept, chosen, onChoose }: Props) {
  const data = useMemo(() => tableRows(rows, truth), [rows, truth]);
  const { identifier } = kept;
  const others = kept.others.join('\n');
  const columns = useMemo(
    () =>
      columnsFor(
        { levels, hasInterval, hasTruth: truth !== null, isChosen: onChoose !== null },
        identifier,
        others === '' ? [] : others.split('\n'),
      ),
    [levels, hasInterval, truth, onChoose, identifier, others],
  );
  const table = useTable({ features, data, columns, globalFilterFn: 'includesString' });
  const shown = table.getRowModel().rows;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const predictColumn = table.getColumn('predict');
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        <TextInput
          aria-label="Search the predictions"
          placeholder="Search"
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => table.setGlobalFilter(event.currentTarget.value)}
        />
        {levels && (
          <Select
            aria-label="Show predictions of"
            placeholder="All classes"
            clearable
            clearButtonProps={{ 'aria-label': 'Show all classes' }}
            data={[...levels]}
            onChange={(level) => predictColumn?.setFilterValue(level ?? undefined)}
          />
        )}
        <Text size="sm" c="dimmed" role="status">
          {shown.length === data.length
            ? plural(data.length, 'row')
            : `${formatCount(shown.length)} of ${plural(data.length, 'row')}`}
        </Text>
      </Group>
      <div ref={scroller} className={classes['scroller']} tabIndex={0} role="region" aria-label="Predictions">
        <table className={classes['table']} aria-rowcount={shown.length + 1}>
          <thead>
            <tr aria-rowindex={1}>
              {table.getFlatHeaders().map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      <span aria-hidden>{sorted === false ? '' : sorted === 'asc' ? ' ↑' : ' ↓'}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <tr aria-hidden style={{ height: before }} />}
            {items.map(({ index }) => {
              const row = shown[index];
              return (
                row && (
                  <tr
                    key={row.id}
                    aria-rowindex={index + 2}
                    style={{ height: ROW_HEIGHT }}
                    className={onChoose ? classes['row'] : undefined}
                    data-chosen={row.original.number === chosen || undefined}
                    // For the mouse; keyboard and screen reader have the button on its number.
                    onClick={() => onChoose?.(row.original.number)}
                  >
                    {row.getAllCells().map((cell) => (
                      <td key={cell.id}>
                        <table.FlexRender cell={cell} />
                      </td>
                    ))}
                  </tr>
                )
              );
            })}
            {after > 0 && <tr aria-hidden style={{ height: after }} />}
          </tbody>
        </table>
      </div>
    </Stack>
  );
}

function tableRows(rows: Props['rows'], truth: Props['truth']): TableRow[] {
  return rows.map((row, index) => {
    const { predict } = row;
    return {
      number: index + 1,
      predict: typeof predict === 'number' || typeof predict === 'string' ? predict : null,
      actual: truth?.[index] ?? null,
      values: row,
    };
  });
}

interface Shape extends Pick<Props, 'levels' | 'hasInterval'> {
  readonly hasTruth: boolean;
  /** Whether a row can be chosen. */
  readonly isChosen: boolean;
}

function columnsFor(
  { levels, hasInterval, hasTruth, isChosen }: Shape,
  identifier: string | null,
  others: readonly string[],
): Column[] {
  const actual: Column[] = hasTruth
    ? [{ id: 'actual', header: 'Actual', accessorFn: ({ actual }) => actual, sortFn: 'alphanumeric' }]
    : [];
  const probabilities =
    (levels ?? []).length > COLUMNS_OF_CLASSES ? topClasses(levels ?? []) : eachClass(levels ?? []);
  return [
    {
      id: 'number',
      header: 'Row',
      accessorFn: ({ number }) => number,
      sortFn: 'basic',
      cell: ({ row: { original } }) =>
        isChosen ? (
          <button type="button" className={classes['number']} aria-label={`Why row ${original.number}`}>
            {original.number}
          </button>
        ) : (
          original.number
        ),
    },
    ...(identifier === null ? [] : [inputColumn(identifier)]),
    {
      id: 'predict',
      header: 'Prediction',
      accessorFn: ({ predict }) => predict,
      sortFn: levels ? 'alphanumeric' : 'basic',
      filterFn: 'equals',
      cell: ({ row: { original } }) =>
        typeof original.predict === 'number' ? formatNumber(original.predict) : (original.predict ?? '–'),
    },
    ...(hasInterval ? ['low', 'high'].map(numberColumn) : []),
    ...actual,
    ...probabilities,
    ...others.map(inputColumn),
  ];
}

function numberColumn(name: string): Column {
  return {
    id: `end ${name}`,
    header: name === 'low' ? 'Low' : 'High',
    accessorFn: ({ values }) => values[name],
    sortFn: 'basic',
    cell: ({ getValue }) => formatNumber(Number(getValue())),
  };
}

function inputColumn(name: string): Column {
  return {
    id: `input ${name}`,
    header: name,
    accessorFn: ({ values }) => values[name],
    sortFn: 'alphanumeric',
  };
}

function eachClass(levels: readonly string[]): Column[] {
  return levels.map((level): Column => ({
    id: `p ${level}`,
    header: level,
    accessorFn: ({ values }) => values[level],
    sortFn: 'basic',
    enableGlobalFilter: false,
    cell: ({ getValue }) => <ProbabilityBar share={Number(getValue())} />,
  }));
}

/** Of many classes: how likely the predicted one is, and what it might be else; the CSV has all of them. */
function topClasses(levels: readonly string[]): Column[] {
  const ranked = ({ values }: TableRow) => byProbability(levels, values);
  return [
    {
      id: 'probability',
      header: 'Probability',
      accessorFn: (row) => ranked(row)[0]?.share ?? 0,
      sortFn: 'basic',
      enableGlobalFilter: false,
      cell: ({ getValue }) => <ProbabilityBar share={Number(getValue())} />,
    },
    {
      id: 'next',
      header: 'Next most likely',
      enableSorting: false,
      enableGlobalFilter: false,
      accessorFn: (row) =>
        ranked(row)
          .slice(1, 1 + NEXT_CLASSES)
          .map(({ level, share }) => `${level} ${formatShare(share)}`)
          .join(', '),
    },
  ];
}
