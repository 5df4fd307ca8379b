import { Stack, Text } from '@mantine/core';
import { formatNumber, formatShare, plural } from '../format/number.js';
import { Confusions } from '../monitor/classes/confusions.js';
import { DefinitionList } from '../ui/definition-list.js';
import { Section } from '../ui/section.js';
import { judge } from './quality.js';

interface Props {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly truth: readonly string[];
  readonly levels: readonly string[] | null;
  /** True where the file has more rows than these. */
  readonly isPart: boolean;
}

/** How good the predictions were, where the file has the true target. */
export function QualitySection({ rows, truth, levels, isPart }: Props) {
  const quality = judge(rows, truth, levels);
  if (!quality) return null;
  return (
    <Section
      title="Predicted vs. actual"
      hint={`Compared with the target of ${isPart ? 'the first ' : ''}${plural(quality.rows, 'row')} in the file. If these rows were used for training, the score is too optimistic.`}
    >
      {quality.kind === 'numbers' ? (
        <DefinitionList
          items={[
            ['R²', formatNumber(quality.r2)],
            ['Typical error (RMSE)', formatNumber(quality.rmse)],
            ['Mean error (MAE)', formatNumber(quality.mae)],
          ]}
        />
      ) : (
        <Stack gap="sm">
          <Text>
            <b>{formatShare(quality.accuracy)}</b> of rows classified correctly.
          </Text>
          <Confusions matrix={{ labels: levels ?? [], counts: quality.counts }} />
        </Stack>
      )}
    </Section>
  );
}
