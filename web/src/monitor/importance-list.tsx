import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { formatShare } from '../format/number.js';
import classes from './importance-list.module.css';
import type { Model } from './use-task.js';

const SHOWN = 12;

/** Which columns the leader looks at, as bars; the most important is 100 %. */
export function ImportanceList({ importance }: { readonly importance: Model['variableImportance'] }) {
  const [showsAll, setShowsAll] = useState(false);
  if (importance.length === 0) {
    return <Text c="dimmed">This algorithm has no measure of importance.</Text>;
  }
  const shown = showsAll ? importance : importance.slice(0, SHOWN);
  return (
    <Stack gap="sm" align="flex-start">
      <ol className={classes['list']}>
        {shown.map(({ column, relative }) => (
          <li key={column}>
            <span className={classes['name']}>{column}</span>
            <span className={classes['track']}>
              <span className={classes['bar']} style={{ width: `${100 * relative}%` }} />
            </span>
            <span className={classes['share']}>{formatShare(relative)}</span>
          </li>
        ))}
      </ol>
      {importance.length > SHOWN && (
        <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${importance.length}`}
        </Button>
      )}
    </Stack>
  );
}
