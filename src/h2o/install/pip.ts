import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { EngineSetupError } from '../client/errors.js';

export interface PipDownload {
  /** Such as `h2o==3.46.0.11`. */
  readonly requirement: string;
  /** An empty directory; all that pip writes goes into it. */
  readonly directory: string;
  /** What to do where there is no pip, or it fails. */
  readonly otherwise: string;
  /** Called about twice a second with the size so far. */
  readonly onBytes: (bytes: number) => void;
}

const CANDIDATES = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;
const POLL_MS = 500;
/** The rest of our environment, API_TOKEN and H2O_PASSWORD among it, is none of pip's business. */
const PASSED_ON =
  /^(PATH|HOME|USER|LANG|LC_\w+|LD_LIBRARY_PATH|VIRTUAL_ENV|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|XDG_\w+|PIP_\w+|PYTHON\w*|PYENV_\w+|(HTTPS?|ALL|NO)_PROXY)$/i;

/** Downloads a wheel with pip, without its dependencies. @returns its path. @throws {EngineSetupError} */
export async function pipDownload(download: PipDownload, signal: AbortSignal): Promise<string> {
  const [command, ...start] = await findPip(download, signal);
  const child = spawn(
    command,
    [
      ...start,
      'download',
      ...['--no-deps', '--only-binary', ':all:', '--no-cache-dir', '--disable-pip-version-check'],
      ...['--no-input', '--quiet', '--dest', download.directory],
      download.requirement,
    ],
    // pip writes into its temporary directory first; here its growth can be seen, and a killed one cleaned up.
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
      env: { ...pipEnvironment(process.env), TMPDIR: download.directory },
    },
  );
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const timer = setInterval(() => {
    void bytesIn(download.directory).then(download.onBytes);
  }, POLL_MS);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) {
      const reason =
        said.findLast((line) => line.startsWith('ERROR'))?.replace(/^ERROR:\s*/, '') ?? 'no reason given';
      throw new EngineSetupError(
        `pip could not fetch ${download.requirement} (${reason}). ${download.otherwise}`,
      );
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
  }
  const wheel = (await readdir(download.directory)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new EngineSetupError(`pip fetched no wheel. ${download.otherwise}`);
  return path.join(download.directory, wheel);
}

/** What pip needs of an environment: its paths, its own settings, proxies and certificates. */
export function pipEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => PASSED_ON.test(name)));
}

async function findPip(download: PipDownload, signal: AbortSignal): Promise<readonly [string, ...string[]]> {
  for (const candidate of CANDIDATES) {
    const [command, ...start] = candidate;
    try {
      await promisify(execFile)(command, [...start, '--version'], {
        signal,
        timeout: 30_000,
        env: pipEnvironment(process.env),
      });
      return candidate;
    } catch {
      signal.throwIfAborted();
    }
  }
  throw new EngineSetupError(
    `H2O is fetched with pip, and there is none. Install Python 3 with pip. ${download.otherwise}`,
  );
}

async function bytesIn(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(path.join(directory, name)).then(
        (entry) => (entry.isFile() ? entry.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
