import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Of the browser's tab, where it is not the title itself. */
  readonly tabTitle?: string;
  readonly subtitle?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, tabTitle = title, subtitle, actions, children }: Props) {
  useEffect(() => {
    document.title = `${tabTitle} · Trainyard`;
  }, [tabTitle]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ minWidth: 0, flex: '1 1 18rem' }}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {typeof subtitle === 'string' ? <Text c="dimmed">{subtitle}</Text> : subtitle}
        </Stack>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
