import { Text } from '@mantine/core';
import { useState } from 'react';
import { formatShare } from '../format/number.js';
import { Section } from '../ui/section.js';
import { CompareTable } from './compare-table.js';
import classes from './compare-table.module.css';
import { useImportances } from './use-importances.js';
import type { ComparedTask } from './use-compared.js';

/** Before the rest: what matters most to any of the models. */
const SHOWN = 12;

/** What the columns are worth to each model, side by side. */
export function ImportanceSection({ tasks }: { readonly tasks: readonly ComparedTask[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const { shares, isLoading } = useImportances(tasks.map(({ id }) => id));
  const best = new Map<string, number>();
  for (const share of shares) {
    for (const [column, value] of share ?? []) best.set(column, Math.max(value, best.get(column) ?? 0));
  }
  const columns = [...best].toSorted(([, a], [, b]) => b - a).map(([column]) => column);
  if (tasks.length === 0 || (!isLoading && columns.length === 0)) return null;
  return (
    <Section
      title="Importance"
      hint="How much worse a model gets without what a column says, relative to its strongest column."
    >
      {isLoading && <Text role="status">Computing what the columns are worth…</Text>}
      {columns.length > 0 && (
        <CompareTable
          label="Importance"
          tasks={tasks}
          rows={(showsAll ? columns : columns.slice(0, SHOWN)).map((column) => ({
            name: column,
            cells: shares.map((share) => <Share key={column} value={share?.get(column)} />),
          }))}
        />
      )}
      {columns.length > SHOWN && (
        <Text
          component="button"
          type="button"
          size="sm"
          style={{
            alignSelf: 'start',
            cursor: 'pointer',
            border: 0,
            background: 'none',
            textDecoration: 'underline',
          }}
          onClick={() => setShowsAll(!showsAll)}
        >
          {showsAll ? 'Show fewer' : `Show all ${columns.length}`}
        </Text>
      )}
    </Section>
  );
}

function Share({ value }: { readonly value: number | undefined }) {
  if (value === undefined) return <span title="Not a column of this model">–</span>;
  return (
    <>
      <span className={classes['bar']} style={{ width: `${100 * Math.max(0, value)}%` }} />
      {formatShare(Math.max(0, value))}
    </>
  );
}
