import { createContext, use, useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection.js';
import type { Session, SessionState } from './session.js';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession needs a SessionProvider above it.');
  return session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.getState);
}

export function useConnectionState(): ConnectionState {
  const { connection } = useSession();
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}

/** Grows each time the live connection is made: subscriptions that the old one ended are begun anew on it. */
export function useConnectionEpoch(): number {
  const { connection } = useSession();
  return useSyncExternalStore(connection.subscribe, () => connection.epoch);
}
