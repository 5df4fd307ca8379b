/**
 * The peer of `bench/service.ts`: Apollo on express, and graphql-ws, with the service's schema and one object for an
 * answer.
 */
import { EventEmitter, on } from 'node:events';
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const [answer = '{}'] = process.argv.slice(2);
const task: unknown = JSON.parse(answer);
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const changes = new EventEmitter<{ change: [unknown] }>().setMaxListeners(0);
const roots = {
  task: () => task,
  updateTask: () => {
    changes.emit('change', task);
    return task;
  },
};
const apollo = new ApolloServer({ schema, rootValue: () => roots });
await apollo.start();
const server = express()
  .use('/graphql', express.json(), expressMiddleware(apollo))
  .listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address?.port ?? 0}\n`);
  });
const sockets = new WebSocketServer({ server, path: '/graphql' });
useServer({ schema, roots: { subscription: { taskStatus: follow } } }, sockets);
process.once('SIGTERM', () => process.exit());

/** The task as it is, then at each change. */
async function* follow() {
  const events = on(changes, 'change');
  yield { taskStatus: task };
  for await (const [changed] of events) yield { taskStatus: changed as unknown };
}
