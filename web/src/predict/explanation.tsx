import { Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { formatCellTime } from '../format/cell-time.js';
import { formatNumber } from '../format/number.js';
import type { ContributionUnit } from '../gql/graphql.js';
import classes from './row-answer.module.css';
import type { Signature } from './use-models.js';
import type { PredictionAnswer } from './use-predict.js';

type Explained = NonNullable<PredictionAnswer['contributions']>[number];

const UNITS: Readonly<Record<ContributionUnit, string>> = {
  LOG_ODDS: 'log-odds',
  PROBABILITY: 'probability',
  VALUE: 'unit of the target',
  LOG_VALUE: 'logarithm of the value',
};

interface Props {
  readonly explanation: Explained;
  readonly signature: Signature;
  /** The class that was predicted; null for a number. */
  readonly predicted: string | null;
}

/** What moved the prediction of one row, compared with the average row; of several classes, for one of them. */
export function Explanation({ explanation, signature, predicted }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const label = chosen ?? predicted;
  const ofClass = explanation.classes?.find((entry) => entry.label === label);
  const columns = ofClass?.columns ?? explanation.columns;
  const { levels } = signature.response;
  const subject = explanation.classes ? label : levels?.[1];
  return (
    <Stack gap="xs">
      <Text fw={600}>Why this prediction</Text>
      {explanation.classes && (
        <Select
          label="Class to explain"
          maw={320}
          searchable
          allowDeselect={false}
          data={explanation.classes.map((entry) => entry.label)}
          value={label}
          onChange={setChosen}
        />
      )}
      <Text size="sm" c="dimmed">
        Compared with an average row ({UNITS[explanation.unit]}): to the right raises the{' '}
        {levels ? `score of ${subject ?? ''}` : 'prediction'}, to the left lowers it.
      </Text>
      <Contributions columns={columns} signature={signature} />
    </Stack>
  );
}

function Contributions({
  columns,
  signature,
}: {
  readonly columns: Explained['columns'];
  readonly signature: Signature;
}) {
  const largest = Math.max(...columns.map(({ contribution }) => Math.abs(contribution)), Number.MIN_VALUE);
  const times = new Set(signature.columns.filter(({ type }) => type === 'TIME').map(({ name }) => name));
  return (
    <dl className={classes['list']}>
      {columns.map(({ column, value, contribution }) => (
        <div key={column}>
          <dt>
            {column} ={' '}
            {value == null ? 'missing' : times.has(column) ? formatCellTime(Date.parse(value)) : value}
          </dt>
          <dd className={classes['contribution']}>
            <span className={classes['axis']}>
              <span
                className={classes['arm']}
                data-sign={contribution < 0 ? 'down' : 'up'}
                style={{ width: `${(50 * Math.abs(contribution)) / largest}%` }}
              />
            </span>
            <span className="numeric">
              {contribution > 0 ? '+' : ''}
              {formatNumber(contribution)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
