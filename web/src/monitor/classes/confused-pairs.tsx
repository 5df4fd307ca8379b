import { Stack, Table, Text, Title } from '@mantine/core';
import { formatCount, formatShare } from '../../format/number.js';
import type { Confusion } from './class-figures.js';

const SHOWN = 8;

/** Which classes are taken for which, the most rows first. */
export function ConfusedPairs({ mistakes }: { readonly mistakes: readonly Confusion[] }) {
  return (
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
  );
}
