import { ApolloProvider } from '@apollo/client/react';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { Session } from './session.js';
import { SessionContext } from './session-context.js';

interface Props {
  readonly session: Session;
  readonly children: ReactNode;
}

export function SessionProvider({ session, children }: Props) {
  const { apollo } = useSyncExternalStore(session.subscribe, session.getState);
  return (
    <SessionContext value={session}>
      <ApolloProvider client={apollo}>{children}</ApolloProvider>
    </SessionContext>
  );
}
