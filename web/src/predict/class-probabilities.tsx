import { Button } from '@mantine/core';
import { useState } from 'react';
import { plural } from '../format/number.js';
import { ProbabilityBar } from './probability-bar.js';
import classes from './row-answer.module.css';
import { byProbability } from './by-probability.js';

/** Classes before "others". */
const SHOWN = 5;

/** The classes of one prediction, the most likely first; the many unlikely ones are one line until asked for. */
export function ClassProbabilities({
  levels,
  row,
}: {
  readonly levels: readonly string[];
  readonly row: Readonly<Record<string, unknown>>;
}) {
  const [showsAll, setShowsAll] = useState(false);
  const ranked = byProbability(levels, row);
  const isLong = ranked.length > SHOWN + 1;
  const shown = isLong && !showsAll ? ranked.slice(0, SHOWN) : ranked;
  const others = ranked.slice(shown.length);
  return (
    <>
      <dl className={classes['list']}>
        {shown.map(({ level, share }) => (
          <div key={level}>
            <dt>{level}</dt>
            <dd>
              <ProbabilityBar share={share} />
            </dd>
          </div>
        ))}
        {others.length > 0 && (
          <div>
            <dt>{plural(others.length, 'other class', 'other classes')}</dt>
            <dd>
              <ProbabilityBar share={others.reduce((sum, { share }) => sum + share, 0)} />
            </dd>
          </div>
        )}
      </dl>
      {isLong && (
        <div>
          <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Show fewer' : `Show all ${plural(ranked.length, 'class', 'classes')}`}
          </Button>
        </div>
      )}
    </>
  );
}
