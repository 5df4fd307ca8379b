import { Button, Stack, Table, Title } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatShare } from '../../format/number.js';
import type { ClassFigures } from './class-figures.js';

/** Rows of a table before "Show all". */
const SHOWN = 8;

/** How each class is found, the one found least first. */
export function ClassTable({ figures }: { readonly figures: readonly ClassFigures[] }) {
  const [showsAll, setShowsAll] = useState(false);
  return (
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
          {(showsAll ? figures : figures.slice(0, SHOWN)).map(({ label, rows, recall, precision }) => (
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
          ))}
        </Table.Tbody>
      </Table>
      {figures.length > SHOWN && (
        <Button variant="default" size="xs" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${figures.length} classes`}
        </Button>
      )}
    </Stack>
  );
}
