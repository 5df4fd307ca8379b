import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import { IconEngine } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../gql/index.js';

const HEALTH = graphql(`
  query Health {
    health {
      status
      engine {
        status
        message
      }
    }
  }
`);

const TITLES: Readonly<Record<string, string>> = {
  STARTING: 'The training engine is starting',
  RESTARTING: 'The training engine is being restarted',
  FAILED: 'The training engine cannot be used',
  STOPPED: 'The training engine is stopped',
};

/** Says why nothing trains, while that is so. Also the first request of a page: it finds out whether a token is asked for. */
export function EngineBanner() {
  const [isReady, setReady] = useState(false);
  const { data } = useQuery(HEALTH, { pollInterval: isReady ? 30_000 : 2000 });
  const engine = data?.health.engine;
  const nowReady = engine?.status === 'READY';
  if (engine && nowReady !== isReady) setReady(nowReady);
  if (!engine || nowReady) return null;
  const failed = engine.status === 'FAILED';
  return (
    <Alert
      role="status"
      color={failed ? 'red' : 'rail'}
      icon={<IconEngine />}
      title={TITLES[engine.status] ?? 'The training engine is not ready'}
      mb="md"
    >
      {engine.message} {!failed && 'Uploads are taken in meanwhile; tasks wait their turn.'}
    </Alert>
  );
}
