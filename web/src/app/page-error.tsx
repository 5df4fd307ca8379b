import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { useRouteError } from 'react-router';

/** A page broke, or its script could not be loaded: after an update of the service the old files are gone. */
export function PageError() {
  const error = useRouteError();
  return (
    <Stack role="alert" align="flex-start" p="xl">
      <Title order={1}>Something went wrong</Title>
      <Text>
        {error instanceof Error ? error.message : ''} Reloading the page usually helps; tasks and datasets are
        safe on the server.
      </Text>
      <Button onClick={() => window.location.reload()}>Reload</Button>
      <Anchor href="/">Back to the start</Anchor>
    </Stack>
  );
}
