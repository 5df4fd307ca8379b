import { Button, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Breakable } from '../../format/breakable.js';
import { formatNumber, plural } from '../../format/number.js';
import classes from './importance-list.module.css';
import { describeEffect, explainEffects } from './describe-effect.js';
import type { ColumnImportance, ContributionSummary } from './use-explanations.js';

const SHOWN = 10;

interface Props {
  /** Most important first; at least one. */
  readonly importance: readonly ColumnImportance[];
  /** What grows: `logloss`. */
  readonly loss: string;
  /** Which way the columns move predictions; absent until it is known. */
  readonly effects: ContributionSummary | undefined;
  readonly chosen: string;
  readonly onChoose: (column: string) => void;
}

/** What each column is worth to the model, as bars with their spread; one of them is chosen. */
export function ImportanceList({ importance, loss, effects, chosen, onChoose }: Props) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? importance : importance.slice(0, SHOWN);
  const largest = Math.max(...importance.map((entry) => entry.importance + entry.spread), Number.MIN_VALUE);
  const widthOf = (value: number) => `${(100 * Math.max(0, Math.min(value, largest))) / largest}%`;
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={3} size="h6">
        Importance
      </Title>
      <Text size="sm">{describeImportance(importance, loss)}</Text>
      <ol className={classes['list']}>
        {shown.map(({ column, importance: growth, spread }) => (
          <li key={column}>
            <button
              type="button"
              className={classes['row']}
              aria-pressed={column === chosen}
              onClick={() => onChoose(column)}
            >
              <span className={classes['name']}>
                <Breakable name={column} />
                <small className={classes['effect']}>{describeEffect(effects, column)}</small>
              </span>
              <span className={classes['track']}>
                <span className={classes['bar']} style={{ width: widthOf(growth) }} />
                <span
                  className={classes['spread']}
                  style={{
                    insetInlineStart: widthOf(growth - spread),
                    insetInlineEnd: `calc(100% - ${widthOf(growth + spread)})`,
                  }}
                />
              </span>
              <span className={classes['value']}>
                {formatNumber(growth)}
                <small> ± {formatNumber(Number(spread.toPrecision(2)))}</small>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {importance.length > SHOWN && (
        <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${importance.length} columns`}
        </Button>
      )}
      <Text size="sm" c="dimmed">
        A bar is how much the {loss} grows when the column’s values are shuffled; the thin line is the spread
        over five shuffles. {effects && explainEffects(effects)}
      </Text>
    </Stack>
  );
}

/** Which columns matter, and how many do not. */
function describeImportance(importance: readonly ColumnImportance[], loss: string): string {
  const [first] = importance;
  const useful = importance.filter(matters);
  if (!first || useful.length === 0) return 'No column helps the model.';
  const idle = importance.length - useful.length;
  return (
    `Without what “${first.column}” says, the ${loss} would grow by ${formatNumber(first.importance)}. ` +
    (idle === 0
      ? 'Every column helps.'
      : `${plural(idle, 'column')} of ${importance.length} ${idle === 1 ? 'does' : 'do'} not help.`)
  );
}

/** Less than its spread above zero is as good as nothing. */
const matters = ({ importance, spread }: ColumnImportance) => importance > spread;
