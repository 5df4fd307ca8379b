import { useEffect, useRef } from 'react';
import { useConnectionEpoch } from '../session/session-context.js';

/** A service that stops completes its subscriptions: on the next connection they are begun anew. */
export function useRestartOnReconnect(restart: () => void): void {
  const epoch = useConnectionEpoch();
  const begun = useRef(epoch);
  useEffect(() => {
    if (begun.current === epoch) return;
    // The first connection is the one that the subscription waited for.
    if (begun.current > 0) restart();
    begun.current = epoch;
  }, [epoch, restart]);
}
