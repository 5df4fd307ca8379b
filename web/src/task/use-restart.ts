import { useEffect, useRef } from 'react';
import { useConnectionEpoch } from '../session/session-context.js';

/** A service that stops completes its subscriptions: on the next connection they are started again. */
export function useRestartOnReconnect(restart: () => void): void {
  const epoch = useConnectionEpoch();
  const started = useRef(epoch);
  useEffect(() => {
    if (started.current === epoch) return;
    // The first connection is the one that the subscription waited for.
    if (started.current > 0) restart();
    started.current = epoch;
  }, [epoch, restart]);
}
