import { Group, Loader, Text } from '@mantine/core';

/** Never a spinner without a word: `what` says what is being waited for. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <Group role="status" gap="sm" py="md" justify="center">
      <Loader size="sm" aria-hidden />
      <Text c="dimmed">{what}</Text>
    </Group>
  );
}
