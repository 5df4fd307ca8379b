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
            Sign in
          </Title>
          <Text size="sm" c="dimmed">
            The administrator protects this server with a token (API_TOKEN). It is kept in the storage of this
            browser, for all its tabs, until you sign out.
          </Text>
          <PasswordInput
            label="API token"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            error={refused && 'The server refused this token. Check it for missing or extra characters.'}
            autoComplete="off"
            data-autofocus
            autoFocus
          />
          <Button type="submit">Sign in</Button>
        </Stack>
      </form>
    </Paper>
  );
}
