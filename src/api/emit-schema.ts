import { readFileSync, writeFileSync } from 'node:fs';
import { printDefinition } from './schema.js';

/** At the root of the repository, from src/api and dist/api alike. */
const FILE = new URL('../../schema.graphql', import.meta.url);

const definition = printDefinition();
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, definition);
} else if (readFileSync(FILE, 'utf8') !== definition) {
  console.error('schema.graphql is not what the code says. Run `npm run schema` and commit the result.');
  process.exitCode = 1;
}
