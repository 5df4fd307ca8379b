import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '../format/number.js';
import { Section } from '../ui/section.js';
import { ClassProbabilities } from './class-probabilities.js';
import { Explanation } from './explanation.js';
import type { Signature } from './use-models.js';
import type { PredictionAnswer } from './use-predict.js';

interface Props {
  readonly answer: PredictionAnswer;
  readonly signature: Signature;
  /** What else is to be said of a class that was predicted. */
  readonly children?: (predicted: string) => ReactNode;
}

/** The answer for one row, with the probability of each class and the columns that moved it. */
export function RowAnswer({ answer, signature, children }: Props) {
  const { response } = signature;
  const [row] = answer.rows;
  const [explanation] = answer.contributions ?? [];
  if (!row) return null;
  const { predict } = row;
  const predicted = typeof predict === 'number' && !response.levels ? null : String(predict);
  return (
    <Section title={`Predicted ${response.name}`} hint="Change a value above, and the prediction follows.">
      <Text size="xl" fw={650} role="status" className="numeric">
        {predicted ?? formatNumber(Number(predict))}
      </Text>
      {typeof row['low'] === 'number' && typeof row['high'] === 'number' && !response.levels && (
        <Text>
          Between {formatNumber(row['low'])} and {formatNumber(row['high'])}.
        </Text>
      )}
      {response.levels && <ClassProbabilities levels={response.levels} row={row} />}
      {explanation && <Explanation explanation={explanation} signature={signature} predicted={predicted} />}
      {predicted !== null && children?.(predicted)}
    </Section>
  );
}
