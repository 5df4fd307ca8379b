import { Button, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatCount, formatShare } from '../../format/number.js';
import { classFigures, confusions, type Matrix } from './class-figures.js';
import { ConfusionMatrix } from './confusion-matrix.js';

/** Rows of a table before "Show all". */
const SHOWN = 8;

/** Of many classes: those found least, those taken for each other most, and the matrix when asked for. */
export function ManyClasses({ matrix }: { readonly matrix: Matrix }) {
  const figures = useMemo(() => classFigures(matrix), [matrix]);
  const mistakes = useMemo(() => confusions(matrix), [matrix]);
  const [showsClasses, setShowsClasses] = useState(false);
  const [showsMatrix, setShowsMatrix] = useState(false);
  return (
    <Stack gap="md" align="stretch">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="xs" align="flex-start">
          <Title order={3} size="h6">
            Classes found least often
          </Title>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Class</Table.Th>
                <Table.Th scope="col" ta="right">
                  Rows
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Recall
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Precision
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {(showsClasses ? figures : figures.slice(0, SHOWN)).map(
                ({ label, rows, recall, precision }) => (
                  <Table.Tr key={label}>
                    <Table.Td>{label}</Table.Td>
                    <Table.Td ta="right" className="numeric">
                      {formatCount(rows)}
                    </Table.Td>
                    <Table.Td ta="right" className="numeric">
                      {recall === null ? '–' : formatShare(recall)}
                    </Table.Td>
                    <Table.Td ta="right" className="numeric">
                      {precision === null ? '–' : formatShare(precision)}
                    </Table.Td>
                  </Table.Tr>
                ),
              )}
            </Table.Tbody>
          </Table>
          <Button variant="default" size="xs" onClick={() => setShowsClasses(!showsClasses)}>
            {showsClasses ? 'Show fewer' : `Show all ${figures.length} classes`}
          </Button>
        </Stack>
        <Stack gap="xs">
          <Title order={3} size="h6">
            Most confused pairs
          </Title>
          {mistakes.length === 0 ? (
            <Text size="sm">No class is taken for another.</Text>
          ) : (
            <Table verticalSpacing={4}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">Actual</Table.Th>
                  <Table.Th scope="col">Predicted</Table.Th>
                  <Table.Th scope="col" ta="right">
                    Rows
                  </Table.Th>
                  <Table.Th scope="col" ta="right">
                    Of the class
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {mistakes.slice(0, SHOWN).map(({ actual, predicted, rows, share }) => (
                  <Table.Tr key={`${actual} ${predicted}`}>
                    <Table.Td>{actual}</Table.Td>
                    <Table.Td>{predicted}</Table.Td>
                    <Table.Td ta="right" className="numeric">
                      {formatCount(rows)}
                    </Table.Td>
                    <Table.Td ta="right" className="numeric">
                      {formatShare(share)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Stack>
      </SimpleGrid>
      <div>
        <Button variant="default" size="xs" onClick={() => setShowsMatrix(!showsMatrix)}>
          {showsMatrix ? 'Hide the matrix' : `Show the matrix of ${matrix.labels.length} classes`}
        </Button>
      </div>
      {showsMatrix && <ConfusionMatrix matrix={matrix} />}
    </Stack>
  );
}
