import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Dataset } from '../dataset/use-dataset.js';
import { describeReading } from './describe-reading.js';
import { ReadingForm } from './reading-form.js';

/** How the file was read, and the way to have it read differently. */
export function ReadingLine({ dataset }: { readonly dataset: Dataset }) {
  const [opened, { open, close }] = useDisclosure();
  const { reading } = dataset;
  const canChange = reading.format === 'CSV' || reading.format === 'XLSX';
  return (
    <Group gap="sm">
      <Text size="sm">
        <b>Read as:</b> {describeReading(reading)}
      </Text>
      {canChange && (
        <Button size="compact-sm" variant="default" onClick={open}>
          Change how it is read
        </Button>
      )}
      <Modal
        opened={opened}
        onClose={close}
        title={`How to read ${dataset.fileName}`}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ReadingForm dataset={dataset} onDone={close} />
      </Modal>
    </Group>
  );
}
