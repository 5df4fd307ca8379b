import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FileScored } from '../score-file.js';

const run = promisify(execFile);
const MAX_OUTPUT = 64 * 1024 * 1024;

export interface Spent {
  readonly seconds: number;
  /** Of processor time, by all threads. */
  readonly cpuSeconds: number;
}

/** Scores a file in a Node of its own. @param threads 0: on the main thread alone */
export async function scoreFile(modelFolder: string, file: string, threads: number): Promise<FileScored> {
  const script = path.join(import.meta.dirname, '..', 'score-file.js');
  const { dir, base } = path.parse(modelFolder);
  const { stdout } = await run(process.execPath, [script, dir, base, file, String(threads)]);
  return JSON.parse(stdout) as FileScored;
}

/** H2O's own scorer, on one core. The time that the JVM takes to start and to load the model is in it. */
export async function predictCsv(jar: string, mojo: string, input: string, output: string): Promise<Spent> {
  const java = ['java', '-XX:ActiveProcessorCount=1', '-Xmx1g', '-cp', jar, 'hex.genmodel.tools.PredictCsv'];
  const files = ['--mojo', mojo, '--input', input, '--output', output, '--decimal'];
  const { stderr } = await run('bash', ['-c', 'time -p "$@"', 'bash', ...java, ...files], {
    maxBuffer: MAX_OUTPUT,
  });
  const time = (name: string) => Number(new RegExp(`^${name} ([\\d.]+)$`, 'm').exec(stderr)?.[1]);
  return { seconds: time('real'), cpuSeconds: time('user') + time('sys') };
}
