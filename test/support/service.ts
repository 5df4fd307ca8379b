import { cp, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { print } from 'graphql';
import { inject } from 'vitest';
import { GraphQLClient } from './graphql-client.js';
import type { GetTaskQuery, TrainingOptions } from './gql/graphql.js';
import { GetTask, TaskStatusChanges, TrainModel } from './operations.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';

export type TaskAnswer = NonNullable<GetTaskQuery['task']>;
export type TaskChange = Pick<TaskAnswer, 'id' | 'status' | 'queuePosition' | 'progress' | 'message'>;

/** Three small models: two seconds of a warm engine. */
export const SMALL: Partial<TrainingOptions> = { maxModels: 3, maxRuntimeSecs: 60, escalate: false };

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures');

export async function fixtureFile(name: string): Promise<File> {
  return new File([await readFile(path.join(FIXTURES, name))], name, { type: 'text/csv' });
}

/** Environment of a service that trains on the engine which tests share: it is ready at once, and must not be stopped. */
export function onSharedEngine(): NodeJS.ProcessEnv {
  const { url, user, password } = inject('engine');
  return { H2O_URL: url, H2O_USER: user, H2O_PASSWORD: password };
}

/** The built service on a data directory of its own, with what a client does to it. Survives being killed. */
export class TestService {
  #dataDir: string;
  readonly #env: NodeJS.ProcessEnv;
  #process: ServiceProcess | undefined;

  private constructor(dataDir: string, env: NodeJS.ProcessEnv) {
    this.#dataDir = dataDir;
    this.#env = env;
  }

  /** @param from folder among the fixtures to start on a copy of; default: an empty data directory */
  static async start(env: NodeJS.ProcessEnv = {}, from?: string): Promise<TestService> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'trainyard-e2e-'));
    if (from !== undefined) await cp(path.join(FIXTURES, from), dataDir, { recursive: true });
    const service = new TestService(dataDir, env);
    await service.startAgain();
    return service;
  }

  get dataDir(): string {
    return this.#dataDir;
  }

  /** Moves the data directory to another path; only while the service does not run. */
  async moveData(): Promise<void> {
    const moved = `${this.#dataDir}-moved`;
    await rename(this.#dataDir, moved);
    this.#dataDir = moved;
  }

  /** On the same data, at another port; for after a kill. */
  async startAgain(): Promise<void> {
    this.#process = await startServiceProcess({ DATA_DIR: this.dataDir, H2O_MEMORY: '1g', ...this.#env });
  }

  get process(): ServiceProcess {
    if (!this.#process) throw new Error('The service does not run.');
    return this.#process;
  }

  get client(): GraphQLClient {
    return new GraphQLClient(this.process.url, { token: this.#env['API_TOKEN'] });
  }

  kill(signal: NodeJS.Signals): Promise<number | null> {
    return this.process.kill(signal);
  }

  /** Process id of the engine's latest life; waits for the first. */
  async enginePid(): Promise<number> {
    const isReady = (line: string) => line.includes('"msg":"H2O is ready"');
    const first = await this.process.line(isReady);
    const line = this.process.lines.findLast(isReady) ?? first;
    return (JSON.parse(line) as { pid: number }).pid;
  }

  async train(fixture: string, options: Partial<TrainingOptions> = SMALL): Promise<string> {
    const { trainModel } = await this.client.request(TrainModel, {
      file: await fixtureFile(fixture),
      options,
    });
    return trainModel.id;
  }

  async task(id: string): Promise<TaskAnswer> {
    const { task } = await this.client.request(GetTask, { id });
    if (!task) throw new Error(`There is no task ${id}.`);
    return task;
  }

  /** Resolves with the first state of a task, the present one included, that `match` accepts; fails where none comes. */
  async until(id: string, match: (task: TaskChange) => boolean): Promise<TaskChange> {
    const socket = this.client.socket();
    try {
      const query = print(TaskStatusChanges);
      for await (const { data, errors } of socket.iterate<{ taskStatus: TaskChange }>({
        query,
        variables: { taskId: id },
      })) {
        if (errors || !data) throw new Error(JSON.stringify(errors));
        if (match(data.taskStatus)) return data.taskStatus;
      }
    } finally {
      await socket.dispose();
    }
    throw new Error(`Task ${id} ended in another way: ${JSON.stringify(await this.task(id))}`);
  }

  /** The task once it has ended, however that was. */
  async ended(id: string): Promise<TaskAnswer> {
    await this.until(id, ({ status }) => status !== 'WAITING' && status !== 'IN_PROGRESS');
    return this.task(id);
  }

  async stop(): Promise<void> {
    await this.#process?.kill('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
