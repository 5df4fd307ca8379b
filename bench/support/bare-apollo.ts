/** The peer of `bench/service.ts`: Apollo on express with the service's schema and one object for an answer. */
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { buildSchema } from 'graphql';

const [answer = '{}'] = process.argv.slice(2);
const task: unknown = JSON.parse(answer);
const apollo = new ApolloServer({
  schema: buildSchema(readFileSync('schema.graphql', 'utf8')),
  rootValue: () => ({ task: () => task }),
});
await apollo.start();
const server = express()
  .use('/graphql', express.json(), expressMiddleware(apollo))
  .listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address?.port ?? 0}\n`);
  });
process.once('SIGTERM', () => server.close(() => process.exit()));
