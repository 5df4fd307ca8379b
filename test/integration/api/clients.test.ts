import { OperationTypeNode } from 'graphql';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import type { Client as SocketClient } from 'graphql-ws';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { irisFile } from '../../support/csv.js';
import { GetTask, TaskStatusChanges, TrainModel } from '../../support/operations.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let socket: SocketClient;
beforeEach(async () => {
  server = await startTestServer();
  socket = server.client.socket();
});
afterEach(async () => {
  await socket.dispose();
  await server.close();
});

interface Observer {
  next: (status: string) => void;
  error: (error: unknown) => void;
  complete: () => void;
}

/** The states a client hears of until it is told that there are no more, while the training succeeds. */
async function statesUntilDone(subscribe: (observer: Observer) => unknown): Promise<string[]> {
  const states: string[] = [];
  const attempt = await server.runner.attempt(0);
  await new Promise<void>((complete, error) => {
    const next = (status: string) => {
      if (states.length === 0) attempt.succeed();
      states.push(status);
    };
    subscribe({ next, error, complete });
  });
  return states;
}

describe('Apollo Client', () => {
  test('uploads, queries and subscribes', async () => {
    const http = new UploadHttpLink({
      uri: server.client.endpoint,
      headers: { 'apollo-require-preflight': 'true' },
    });
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(socket),
        http,
      ),
    });
    const trained = await client.mutate({ mutation: TrainModel, variables: { file: irisFile() } });
    const id = trained.data!.trainModel.id;
    const { data } = await client.query({ query: GetTask, variables: { id } });
    expect(data?.task).toMatchObject({ id, fileName: 'iris.csv' });
    const states = await statesUntilDone(({ next, ...observer }) =>
      client
        .subscribe({ query: TaskStatusChanges, variables: { taskId: id } })
        .subscribe({ ...observer, next: ({ data: change }) => next(change!.taskStatus.status) }),
    );
    expect([states[0], states.at(-1)]).toEqual(['IN_PROGRESS', 'DONE']);
    client.stop();
  });

  test('gives the code of an error', async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: server.client.endpoint }),
    });
    const failure = client.mutate({ mutation: TrainModel, variables: { datasetId: 'f'.repeat(64) } });
    await expect(failure).rejects.toMatchObject({ errors: [{ extensions: { code: 'DATASET_NOT_FOUND' } }] });
    client.stop();
  });
});

describe('urql', () => {
  test('uploads, queries and subscribes', async () => {
    const client = new Client({
      url: server.client.endpoint,
      preferGetMethod: false,
      fetchOptions: { headers: { 'apollo-require-preflight': 'true' } },
      exchanges: [
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query, variables }) => ({
            subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query: query ?? '', variables }, sink) }),
          }),
        }),
      ],
    });
    const trained = await client.mutation(TrainModel, { file: irisFile('urql.csv') }).toPromise();
    expect(trained.error).toBeUndefined();
    const id = trained.data!.trainModel.id;
    expect(trained.data!.trainModel).toMatchObject({ fileName: 'urql.csv', rowsTotal: 150 });
    const found = await client.query(GetTask, { id }).toPromise();
    expect(found.data?.task?.id).toBe(id);
    const states = await statesUntilDone(({ next, error, complete }) =>
      client.subscription(TaskStatusChanges, { taskId: id }).subscribe(({ data, error: failure }) => {
        if (failure) error(failure);
        if (data) next(data.taskStatus.status);
        // urql says nothing when the source has ended.
        if (data?.taskStatus.progress === 1) complete();
      }),
    );
    expect(states.at(-1)).toBe('DONE');
  });
});
