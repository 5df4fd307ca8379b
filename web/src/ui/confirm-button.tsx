import { Button, Group, Modal, Text, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Props extends ButtonProps {
  readonly question: string;
  /** What is lost, and what is not. */
  readonly consequence: string;
  /** What the button that does it says. */
  readonly verb: string;
  /** What the button that changes nothing says. Default: `Back`. */
  readonly keep?: string;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
}

/** Asks once before it does what cannot be undone. */
export function ConfirmButton({
  question,
  consequence,
  verb,
  keep = 'Back',
  onConfirm,
  children,
  ...button
}: Props) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button {...button} onClick={open}>
        {children}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={question}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="sm">{consequence}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {keep}
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {verb}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
