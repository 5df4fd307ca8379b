import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatCount, formatShare } from '../../format/number.js';
import { classFigures, confusions, type ClassFigures, type Confusion, type Matrix } from './class-figures.js';
import { ClassTable } from './class-table.js';
import { ConfusedPairs } from './confused-pairs.js';
import { ConfusionMatrix } from './confusion-matrix.js';

/** A larger matrix cannot be read at a glance. */
const READABLE_CLASSES = 10;

/** How each class is found and which are taken for which; the matrix of many classes when asked for. */
export function Confusions({ matrix }: { readonly matrix: Matrix }) {
  const figures = useMemo(() => classFigures(matrix), [matrix]);
  const mistakes = useMemo(() => confusions(matrix), [matrix]);
  const [showsMatrix, setShowsMatrix] = useState(false);
  if (matrix.labels.length <= 2) return <ConfusionMatrix matrix={matrix} />;
  const isReadable = matrix.labels.length <= READABLE_CLASSES;
  return (
    <Stack gap="md" align="stretch">
      <Text>{describe(figures, mistakes)}</Text>
      {isReadable && <ConfusionMatrix matrix={matrix} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <ClassTable figures={figures} />
        <ConfusedPairs mistakes={mistakes} />
      </SimpleGrid>
      {!isReadable && (
        <div>
          <Button variant="default" size="xs" onClick={() => setShowsMatrix(!showsMatrix)}>
            {showsMatrix ? 'Hide the matrix' : `Show the matrix of ${matrix.labels.length} classes`}
          </Button>
        </div>
      )}
      {!isReadable && showsMatrix && <ConfusionMatrix matrix={matrix} />}
    </Stack>
  );
}

function describe(figures: readonly ClassFigures[], mistakes: readonly Confusion[]): string {
  const worst = figures.find(({ recall }) => recall !== null);
  const [commonest] = mistakes;
  if (!worst || worst.recall === null || !commonest) return 'Every row is classified correctly.';
  return (
    `“${worst.label}” is found least often, in ${formatShare(worst.recall)} of its rows. The commonest mistake: ` +
    `“${commonest.actual}” taken for “${commonest.predicted}”, ${formatCount(commonest.rows)} ` +
    `${commonest.rows === 1 ? 'time' : 'times'}.`
  );
}
