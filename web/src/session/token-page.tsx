import { Button, PasswordInput, Paper, Stack, Text, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useSession } from './session-context.js';

export function TokenPage({ refused }: { readonly refused: boolean }) {
  const { submitToken } = useSession();
  const [token, setToken] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (token.trim() !== '') submitToken(token.trim());
  };
  return (
    <Paper withBorder p="xl" maw={460} mx="auto" mt="xl" bg="var(--ty-surface)">
      <form onSubmit={submit}>
        <Stack>
          <Title order={1} size="h3">
            This service needs a token
          </Title>
          <Text size="sm" c="dimmed">
            Whoever runs it set one as API_TOKEN. It is kept in this tab only, until the tab is closed.
          </Text>
          <PasswordInput
            label="API token"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            error={refused && 'The service refused this token. Check it for missing or extra characters.'}
            autoComplete="off"
            data-autofocus
            autoFocus
          />
          <Button type="submit">Go on</Button>
        </Stack>
      </form>
    </Paper>
  );
}
