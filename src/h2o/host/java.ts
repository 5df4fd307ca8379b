import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { EngineSetupError } from '../client/errors.js';

export interface Java {
  /** What to execute. */
  readonly command: string;
  /** 8, 17, ... */
  readonly major: number;
  /** As Java says it, such as `17.0.15`. */
  readonly version: string;
}

export const WHICH_JAVA = 'Install a Java runtime of version 8 to 17 (17 is best), or set JAVA_HOME to one.';

/**
 * The Java of JAVA_HOME, else the one on the PATH. Which versions will do is for the engine to say: it refuses itself.
 * @throws {EngineSetupError} where there is none that runs.
 */
export async function findJava(javaHome: string | undefined, signal?: AbortSignal): Promise<Java> {
  const command = javaHome === undefined ? 'java' : path.join(javaHome, 'bin', 'java');
  let answer: { stdout: string; stderr: string };
  try {
    answer = await promisify(execFile)(command, ['-version'], { signal, timeout: 30_000 });
  } catch (error) {
    signal?.throwIfAborted();
    const where = javaHome === undefined ? 'on the PATH' : 'under JAVA_HOME';
    throw new EngineSetupError(`H2O needs Java, and there is none that runs ${where}. ${WHICH_JAVA}`, {
      cause: error,
    });
  }
  const version = /version "([^"]+)"/.exec(answer.stderr + answer.stdout)?.[1] ?? '';
  const major = /^(?:1\.)?(\d+)/.exec(version)?.[1];
  return { command, version, major: Number(major ?? 0) };
}
