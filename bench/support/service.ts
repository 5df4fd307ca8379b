import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { EngineAddress } from '../../test/support/mojo/lab.js';

export interface BenchService {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the built service of the working directory, as `npm start` does, on an engine that runs already. */
export async function startService(engine: EngineAddress, dataDir: string): Promise<BenchService> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  const [, ...args] = scripts.start.split(' ');
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      ...{ HOST: '127.0.0.1', PORT: '0', API_TOKEN: '', LOG_LEVEL: 'warn', DATA_DIR: dataDir },
      ...{ H2O_URL: engine.url, H2O_USER: engine.user, H2O_PASSWORD: engine.password, MAX_UPLOAD_MB: '4000' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Trainyard is at (http:\/\/[^/\s]+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      pid: child.pid ?? 0,
      stop: async () => {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error('The service ended before it served. Build it first: npm run build.');
}
