import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createCache } from './cache.js';
import { isUnauthenticated } from './errors.js';
import { createSocket, type SocketEvents } from './socket.js';
import { createUploadLink, isUpload } from './upload-link.js';

export interface ApiClient {
  readonly apollo: ApolloClient;
  close(): void;
}

export interface ApiEvents extends SocketEvents {
  readonly onUnauthenticated: () => void;
}

/** Queries by HTTP, uploads by a request that tells of its bytes, subscriptions by WebSocket. */
export function createApiClient(token: string | null, events: ApiEvents): ApiClient {
  const socket = createSocket(token, events);
  const http = ApolloLink.split(
    isUpload,
    createUploadLink(token),
    new HttpLink({ uri: '/graphql', headers: token === null ? {} : { authorization: `Bearer ${token}` } }),
  );
  const byTransport = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    http,
  );
  const errors = new ErrorLink(({ error }) => {
    if (isUnauthenticated(error)) events.onUnauthenticated();
  });
  const apollo = new ApolloClient({ link: ApolloLink.from([errors, byTransport]), cache: createCache() });
  return {
    apollo,
    close: () => {
      apollo.stop();
      void socket.dispose();
    },
  };
}
