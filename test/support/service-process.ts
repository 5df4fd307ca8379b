import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The built service as a process of its own, so that a test can kill it the hard way. */
export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  /** All lines printed so far, log lines included. */
  readonly lines: readonly string[];
  /** Resolves with the first line that matches, also one printed before the call. */
  line(match: (line: string) => boolean): Promise<string>;
  /** Sends the signal and resolves with the exit code (null: killed) once the process is gone. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;

/** Starts `dist/main.js` (built by `npm test` beforehand) on a free port. @throws when it ends before it serves. */
export async function startServiceProcess(env: NodeJS.ProcessEnv): Promise<ServiceProcess> {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', API_TOKEN: '', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const { lines, line } = collectLines(child, exited);
  const banner = await line((text) => text.startsWith('Trainyard is at '));
  const url = /http:\/\/[^/]+/.exec(banner)?.[0];
  if (url === undefined || child.pid === undefined) throw new Error(`no address in: ${banner}`);
  return {
    url,
    pid: child.pid,
    lines,
    line,
    kill: (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

function collectLines(child: ChildProcess, exited: Promise<number | null>) {
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (text) => {
      lines.push(text);
      for (const tell of waiting) tell(text);
    });
  }
  const line = (match: (line: string) => boolean): Promise<string> => {
    const seen = lines.find(match);
    if (seen !== undefined) return Promise.resolve(seen);
    return new Promise((resolve, reject) => {
      const tell = (text: string) => {
        if (!match(text)) return;
        waiting.delete(tell);
        resolve(text);
      };
      waiting.add(tell);
      void exited.then((code) => {
        waiting.delete(tell);
        reject(new Error(`the service ended with ${String(code)}:\n${lines.slice(-20).join('\n')}`));
      });
    });
  };
  return { lines, line };
}
