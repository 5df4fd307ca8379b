import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { H2OClient } from '../client/client.js';
import { EngineSetupError } from '../client/errors.js';
import { freePortPair } from '../host/free-ports.js';
import type { Java } from '../host/java.js';
import { guard } from './guardian.js';
import { createRunDirectory, removeRunDirectory } from '../host/run-directory.js';
import { ANY_PARAMETER } from '../client/automl-spec.js';
import { explainEarlyEnd, OUT_OF_MEMORY, PORT_TAKEN } from './early-end.js';
import type { TransportOptions } from '../client/transport.js';

export interface ProcessOptions {
  readonly java: Java;
  readonly jar: string;
  /** Java heap, such as `2g`. */
  readonly memory: string;
  /** 0: all cores. */
  readonly threads: number;
  /** Where run directories are made. */
  readonly runsDir: string;
  /** H2O ends itself when it was not pinged for so long: when this process hangs, or was killed with its guard. */
  readonly deadManMs: number;
  /** Further options of the Java machine. */
  readonly javaOptions?: readonly string[];
}

const READY_POLL_MS = 30;
const READY_TIMEOUT_MS = 180_000;
const PORT_ATTEMPTS = 5;
const LINES_KEPT = 30;
/** Nothing else of our environment goes to the child: it has no use for our secrets. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'JAVA_TOOL_OPTIONS'];

/** A running H2O of ours: on loopback, behind a login made for this life, with a directory of its own. */
export class H2OProcess {
  /** How to reach it. Valid for this life only. */
  readonly connection: Required<TransportOptions>;
  readonly version: string;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #lastLines: readonly string[];

  private constructor(start: Started, connection: Required<TransportOptions>, version: string) {
    this.#child = start.child;
    this.#directory = start.directory;
    this.#lastLines = start.lastLines;
    this.exited = start.exited;
    this.connection = connection;
    this.version = version;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it ended itself because its heap was full. Known once it is gone. */
  get ranOutOfMemory(): boolean {
    return this.#lastLines.some((line) => OUT_OF_MEMORY.test(line));
  }

  /**
   * Resolves when H2O answers under the name it was given.
   * @throws {EngineSetupError} where it will never start like this; an Error where it ended early, or the signal's reason.
   */
  static async start(options: ProcessOptions, log: Logger, signal: AbortSignal): Promise<H2OProcess> {
    for (let attempt = 1; ; attempt++) {
      const start = await launch(options, log);
      try {
        const { connection, version } = await untilReady(start, signal);
        return new H2OProcess(start, connection, version);
      } catch (error) {
        start.child.kill('SIGKILL');
        await start.exited;
        await removeRunDirectory(start.directory);
        if (!PORT_TAKEN.test(start.lastLines.join('\n')) || attempt === PORT_ATTEMPTS) throw error;
      }
    }
  }

  /** Ends it, by force where it is not gone after `graceMs`, and removes its directory. Idempotent. */
  async stop(graceMs: number): Promise<void> {
    this.#child.kill('SIGTERM');
    const force = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(force);
    await removeRunDirectory(this.#directory);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

interface Started {
  readonly child: ChildProcess;
  readonly directory: string;
  readonly exited: Promise<void>;
  readonly lastLines: readonly string[];
  readonly name: string;
  readonly login: TransportOptions;
}

async function launch(options: ProcessOptions, log: Logger): Promise<Started> {
  const directory = await createRunDirectory(options.runsDir, 'h2o');
  const name = `trainyard-${randomBytes(8).toString('hex')}`;
  const user = 'trainyard';
  const password = randomBytes(24).toString('hex');
  const realm = path.join(directory, 'realm.properties');
  // Hashed, so that the password is in no file and on no command line. MD5 is what H2O's login module reads.
  const hash = createHash('md5').update(password).digest('hex');
  await writeFile(realm, `${user}: MD5:${hash}\n`, { mode: 0o600 });
  const port = await freePortPair();

  const child = spawn(options.java.command, commandLine(options, { directory, name, realm, port }), {
    cwd: directory,
    // A process group of its own: Ctrl-C in a terminal is for us, and we end the engine when its work is settled.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(PASSED_ON.map((variable) => [variable, process.env[variable]])),
      DO_NOT_TRACK: '1',
      // XGBoost's threads spin while they wait for each other; on a busy machine that makes it many times slower.
      OMP_WAIT_POLICY: 'passive',
    },
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const endGuard = child.pid === undefined ? undefined : guard(child.pid);
  const exited = new Promise<void>((resolve) => {
    const gone = () => {
      process.off('exit', killWithUs);
      endGuard?.();
      resolve();
    };
    child.once('close', gone);
    child.once('error', gone);
  });
  return {
    child,
    directory,
    exited,
    lastLines: drain(child, log),
    name,
    login: { url: `http://127.0.0.1:${port}`, user, password },
  };
}

function commandLine(
  { jar, memory, threads, deadManMs, javaOptions = [] }: ProcessOptions,
  run: { directory: string; name: string; realm: string; port: number },
): string[] {
  return [
    `-Xmx${memory}`,
    '-XX:+ExitOnOutOfMemoryError',
    '-Duser.timezone=UTC',
    `-Djava.io.tmpdir=${run.directory}`,
    ANY_PARAMETER,
    ...javaOptions,
    '-jar',
    path.resolve(jar),
    ...['-ip', '127.0.0.1', '-web_ip', '127.0.0.1', '-port', String(run.port)],
    ...['-name', run.name, '-ice_root', run.directory],
    ...['-hash_login', '-login_conf', run.realm, '-disable_flow'],
    ...['-rest_api_ping_timeout', String(deadManMs)],
    ...['-quiet', '-log_level', 'WARN'],
    ...(threads > 0 ? ['-nthreads', String(threads)] : []),
  ];
}

/** Reads all output, as a full pipe would stop the engine. @returns the last lines, as they come. */
function drain(child: ChildProcess, log: Logger): readonly string[] {
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    if (!output) continue;
    createInterface({ input: output }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LINES_KEPT) lines.shift();
      log.trace({ pid: child.pid }, line);
    });
  }
  return lines;
}

async function untilReady(
  start: Started,
  signal: AbortSignal,
): Promise<{ connection: Required<TransportOptions>; version: string }> {
  const client = new H2OClient(start.login);
  const ended = new AbortController();
  void start.exited.then(() => ended.abort());
  const waiting = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(READY_TIMEOUT_MS)]);
  try {
    if (start.child.pid === undefined) await once(start.child, 'spawn', { signal: waiting });
    for (;;) {
      const found = await identify(client, start.name, waiting);
      if (found) {
        const { user = '', password = '', url } = start.login;
        return { connection: { url, user, password, clusterId: found.clusterId }, version: found.version };
      }
      await delay(READY_POLL_MS, undefined, { signal: waiting });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (ended.signal.aborted) throw explainEarlyEnd(start.lastLines, start.child.exitCode);
    if (waiting.aborted)
      throw new EngineSetupError(`H2O did not become ready in ${READY_TIMEOUT_MS / 1000} s.`);
    throw error;
  } finally {
    await client.close();
  }
}

/** Null as long as nobody answers, or somebody else does. */
async function identify(client: H2OClient, name: string, signal: AbortSignal) {
  try {
    const identity = await client.identify({ signal });
    const cloud = await client.cloud({ signal });
    return cloud.name === name ? identity : null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
