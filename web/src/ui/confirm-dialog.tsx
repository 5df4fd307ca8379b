import './more-styles.css';
import { Button, Group, Modal, Text } from '@mantine/core';

export interface Question {
  readonly question: string;
  /** What is lost, and what is not. */
  readonly consequence: string;
  /** What the button that does it says. */
  readonly verb: string;
  /** What the button that changes nothing says. Default: `Back`. */
  readonly keep?: string;
  readonly onConfirm: () => void;
}

interface Props extends Question {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ConfirmDialog({
  question,
  consequence,
  verb,
  keep = 'Back',
  onConfirm,
  opened,
  onClose,
}: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={question}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="sm">{consequence}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {verb}
        </Button>
      </Group>
    </Modal>
  );
}
