import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import { IconEngine } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'react-router';
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
  RESTARTING: 'The training engine was lost and is restarting',
  FAILED: 'The training engine cannot be used',
  STOPPED: 'The training engine is stopped',
};

const POLL_MS = 2000;
/** An engine that is lost is back within some ten seconds; a reader should know why his task starts over. */
const READY_POLL_MS = 4000;

/** Says why nothing trains, while that is so. Also the first request of a page: it shows whether a token is needed. */
export function EngineBanner() {
  const { pathname } = useLocation();
  const [isReady, setReady] = useState(false);
  const { data } = useQuery(HEALTH, { pollInterval: isReady ? READY_POLL_MS : POLL_MS });
  const engine = data?.health.engine;
  const nowReady = engine?.status === 'READY';
  if (engine && nowReady !== isReady) setReady(nowReady);
  // Once there, it stays until the next page: what is below must not move under the reader's hand.
  const [shownAt, setShownAt] = useState<string | null>(null);
  if (engine && !nowReady && shownAt !== pathname) setShownAt(pathname);
  if (!engine || (nowReady && shownAt !== pathname)) return null;
  if (nowReady) {
    return (
      <Alert role="status" color="green" icon={<IconEngine />} title="The training engine is ready" mb="md">
        Tasks in the queue are trained.
      </Alert>
    );
  }
  const failed = engine.status === 'FAILED';
  return (
    <Alert
      role="status"
      color={failed ? 'red' : 'rail'}
      icon={<IconEngine />}
      title={TITLES[engine.status] ?? 'The training engine is not ready'}
      mb="md"
    >
      {engine.message} {!failed && 'You can upload now; tasks start when the engine is ready.'}
    </Alert>
  );
}
