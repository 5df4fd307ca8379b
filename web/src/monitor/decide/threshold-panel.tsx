import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ThresholdPoint } from '../../evaluation/fragment.js';
import { describeCost, describeHundred } from '../../evaluation/threshold-words.js';
import { formatNumber, formatShare } from '../../format/number.js';
import type { ThresholdCriterion, ThresholdOptions } from '../../gql/graphql.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import { ConfusionMatrix } from '../classes/confusion-matrix.js';
import { optionsOf, placeOf, pointAt, placeOfChoice, type Choice } from './threshold-choice.js';
import { ThresholdControls, type CostFields } from './threshold-controls.js';

interface Props {
  readonly saved: number | null;
  readonly savedCriterion: ThresholdCriterion | null;
  /** Ascending; at least one. */
  readonly points: readonly ThresholdPoint[];
  /** The second is predicted from the threshold on. */
  readonly labels: readonly [string, string];
  readonly save: (options: ThresholdOptions) => Promise<boolean>;
  readonly isSaving: boolean;
  readonly saveError: unknown;
  /** What else is drawn for the point that is looked at. */
  readonly children: (here: ThresholdPoint | undefined) => ReactNode;
}

/** Tries thresholds: matrix, shares, counts and cost follow; what is saved is used by predictions. */
export function ThresholdPanel(props: Props) {
  const { saved, savedCriterion, points, labels, save, isSaving, saveError, children } = props;
  const [choice, setChoice] = useState<Choice | null>(null);
  const [costs, setCosts] = useState<CostFields>({ falsePositive: '', falseNegative: '' });
  const given = knownCosts(costs);
  const place = choice ? placeOfChoice(points, choice, given ?? EQUAL) : placeOf(points, saved ?? 0.5);
  const here = choice?.criterion === 'VALUE' ? pointAt(points, choice.value) : points[place];
  if (!here) return null;
  // What is typed may lie between two points.
  const threshold =
    choice?.criterion === 'VALUE' ? choice.value : choice ? here.threshold : (saved ?? here.threshold);
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = here;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="md">
          <ThresholdControls
            positive={labels[1]}
            points={points}
            place={place}
            threshold={threshold}
            criterion={choice?.criterion ?? savedCriterion ?? 'VALUE'}
            costs={costs}
            onChoose={setChoice}
            onCosts={setCosts}
          />
          {saveError !== undefined && choice && (
            <ErrorAlert title="The threshold was not saved" error={saveError} />
          )}
          <Group gap="xs">
            <Button
              disabled={!choice}
              loading={isSaving}
              onClick={() => {
                if (choice)
                  void save(optionsOf(choice, given ?? EQUAL)).then((isSaved) => isSaved && setChoice(null));
              }}
            >
              Save threshold
            </Button>
            <Button variant="default" disabled={!choice || isSaving} onClick={() => setChoice(null)}>
              Undo
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {choice
                ? `Not saved: predictions still use ${saved === null ? 'another' : formatNumber(saved)}.`
                : 'Predictions and the report use this threshold.'}
            </Text>
          </Group>
        </Stack>
        <Stack gap="sm">
          <ConfusionMatrix
            matrix={{
              labels,
              counts: [
                [trueNegatives, falsePositives],
                [falseNegatives, truePositives],
              ],
            }}
          />
          <DefinitionList
            items={[
              ['Precision', here.precision == null ? '–' : formatShare(here.precision)],
              ['Recall', formatShare(here.recall)],
              ['Specificity', formatShare(here.specificity)],
              ['F1', formatNumber(here.f1)],
              ['MCC', formatNumber(here.mcc)],
              ['Accuracy', formatShare(here.accuracy)],
            ]}
          />
          <Text>{describeHundred(here, labels[1])}</Text>
          {given ? (
            <Text>{describeCost(here, given, labels)}</Text>
          ) : (
            <Text size="sm" c="dimmed">
              Say what each mistake costs, and the cost per 100 rows is shown here.
            </Text>
          )}
        </Stack>
      </SimpleGrid>
      {children(here)}
    </Stack>
  );
}

const EQUAL = { falsePositive: 1, falseNegative: 1 };

/** null until both are given. */
function knownCosts({ falsePositive, falseNegative }: CostFields) {
  if (falsePositive === '' || falseNegative === '') return null;
  return { falsePositive, falseNegative };
}
