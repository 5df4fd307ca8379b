// Holds a managed engine until it is killed; the arguments are the options. For a test of what then becomes of H2O.
import process from 'node:process';
import { pino } from 'pino';
import { ManagedEngine } from '../../../dist/h2o/process/managed-engine.js';

const engine = new ManagedEngine(JSON.parse(process.argv[2]), pino({ level: 'silent' }));
await engine.ready();
process.stdout.write(`${engine.pid}\n`);
