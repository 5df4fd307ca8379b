import { Stack, Text } from '@mantine/core';
import { formatNumber } from '../format/number.js';
import { Section } from '../ui/section.js';
import { ClassProbabilities } from './class-probabilities.js';
import classes from './row-answer.module.css';
import type { Signature } from './use-models.js';
import type { PredictionAnswer } from './use-predict.js';

interface Props {
  readonly answer: PredictionAnswer;
  readonly signature: Signature;
  /** null where the answer is explained. */
  readonly whyUnexplained: string | null;
}

/** The answer for one row, with the probability of each class and the columns that moved it. */
export function RowAnswer({ answer, signature: { response }, whyUnexplained }: Props) {
  const [row] = answer.rows;
  const [explanation] = answer.contributions ?? [];
  if (!row) return null;
  const { predict } = row;
  return (
    <Section title={`Predicted ${response.name}`}>
      <Text size="xl" fw={650} role="status" className="numeric">
        {typeof predict === 'number' ? formatNumber(predict) : String(predict)}
      </Text>
      {response.levels && <ClassProbabilities levels={response.levels} row={row} />}
      {explanation ? (
        <Stack gap="xs">
          <Text fw={600}>Why this prediction</Text>
          <Text size="sm" c="dimmed">
            Compared with a typical row{response.levels ? ' (log-odds)' : ''}: to the right raises the score
            {response.levels ? ` of ${response.levels[1] ?? ''}` : ''}, to the left lowers it.
          </Text>
          <Contributions columns={explanation.columns} />
        </Stack>
      ) : (
        whyUnexplained !== null && (
          <Text size="sm" c="dimmed">
            {whyUnexplained}
          </Text>
        )
      )}
    </Section>
  );
}

type Explanation = NonNullable<PredictionAnswer['contributions']>[number];

function Contributions({ columns }: Pick<Explanation, 'columns'>) {
  const largest = Math.max(...columns.map(({ contribution }) => Math.abs(contribution)), Number.MIN_VALUE);
  return (
    <dl className={classes['list']}>
      {columns.map(({ column, value, contribution }) => (
        <div key={column}>
          <dt>
            {column} = {value ?? 'missing'}
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
