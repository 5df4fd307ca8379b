import 'reflect-metadata';
import { createApp } from './app.js';
import { ConfigError, readConfig } from './config.js';
import { createLog } from './log.js';
import { startProblem } from './start-problem.js';

/** Exit codes of sysexits(3): a supervisor should not restart a service whose settings are wrong. */
const EXIT_FAILURE = 1;
const EXIT_CONFIG = 78;

async function main(): Promise<void> {
  // What the service writes is for its user only: tables, models and the database of other people.
  process.umask(0o077);
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const app = await createApp(config, log);
  process.stdout.write(
    `Trainyard is at ${app.url}/ ; GraphQL, its WebSocket and GraphiQL at ${app.url}/graphql\n`,
  );

  if (app.publicUrl !== null) process.stdout.write(`From everywhere it is at ${app.publicUrl}/\n`);

  const stop = (signal: NodeJS.Signals) => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    log.info({ signal }, 'stopping');
    app.close().then(
      () => log.info('stopped'),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exitCode = EXIT_FAILURE;
      },
    );
  };
  // A second signal finds no listener and ends the process at once.
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  const bug = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${startProblem(error) ?? bug ?? ''}\n`);
  process.exitCode = error instanceof ConfigError ? EXIT_CONFIG : EXIT_FAILURE;
});
