import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';

export const silent = pino({ level: 'silent' });
export const never = new AbortController().signal;

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-h2o-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** An executable of this name that is a shell script. @returns the directory it is in. */
export async function commandNamed(name: string, script: string): Promise<string> {
  const directory = await temporaryDirectory();
  await writeFile(path.join(directory, name), `#!/bin/sh\n${script}\n`);
  await chmod(path.join(directory, name), 0o755);
  return directory;
}

/** A JAVA_HOME whose java says its version, and otherwise runs `script`. */
export async function javaHome(version: string, script = 'exit 0'): Promise<string> {
  const home = await temporaryDirectory();
  const java = path.join(home, 'bin', 'java');
  await mkdir(path.dirname(java));
  const says = `if [ "$1" = -version ]; then echo 'openjdk version "${version}"' >&2; exit 0; fi`;
  await writeFile(java, `#!/bin/sh\n${says}\n${script}\n`);
  await chmod(java, 0o755);
  return home;
}
