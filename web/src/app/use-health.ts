import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../gql/index.js';

const HEALTH = graphql(`
  query Health {
    health {
      version
      status
      engine {
        status
        message
        version
      }
      disk {
        isShort
        minFreeBytes
      }
    }
  }
`);

const POLL_MS = 2000;
/** A lost engine is back within some ten seconds; a reader should know why a task starts over. */
const READY_POLL_MS = 4000;

/** How the service and its engine are, kept up to date. Also the first request of a page: it shows whether a token is needed. */
export function useHealth() {
  const [isReady, setReady] = useState(false);
  const { data } = useQuery(HEALTH, { pollInterval: isReady ? READY_POLL_MS : POLL_MS });
  const nowReady = data?.health.engine.status === 'READY';
  if (data && nowReady !== isReady) setReady(nowReady);
  return data?.health;
}

export type Health = NonNullable<ReturnType<typeof useHealth>>;
