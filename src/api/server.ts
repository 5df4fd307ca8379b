import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import type { Logger } from 'pino';
import type { UnpackPace } from '../domain/unpack-pace.js';
import type { Evaluator } from '../evaluation/evaluator.js';
import type { Insights } from '../evaluation/insights.js';
import type { Reporter } from '../evaluation/report/report.js';
import type { PredictionService } from '../prediction/prediction-service.js';
import type { DatasetService } from '../datasets/dataset.js';
import type { TaskService } from '../tasks/task-service.js';
import type { ApiContext, ApiServices } from './operation/context.js';
import type { DataDirectory } from '../storage/data-directory.js';
import type { ColumnThreads } from '../intake/profile/column-thread.js';
import type { DiskSpace } from '../storage/disk-space.js';
import { DatasetLibrary } from '../datasets/library.js';
import { ErrorPresenter } from './operation/errors.js';
import { HealthMonitor, type EngineHealth } from '../jobs/health.js';
import { AnswerTypes } from './http/answer-types.js';
import { createApollo } from './http/apollo.js';
import { createExpressApp } from './http/app.js';
import { TokenGuard } from './access/auth.js';
import { answerClientErrors } from './http/client-errors.js';
import { DownloadLinks } from './access/download-links.js';
import { HttpContexts } from './http/http-context.js';
import { IdleBodies } from './http/idle-bodies.js';
import { PublicAddress } from './access/public-address.js';
import { RepeatedOperations } from './http/repeated-operations.js';
import { Uploads } from './uploads/uploads.js';
import { KnownDocuments } from './operation/known-documents.js';
import { NO_OBSERVER, type ApiObserver, type MetricsPage } from './operation/observer.js';
import { createSchema } from './schema.js';
import type { SubscriptionLimits } from './ws/subscription-limits.js';
import { Submissions } from '../jobs/submissions.js';
import { SocketServer } from './ws/socket-server.js';

export interface ServerDeps {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Undefined: everybody who can reach the service may use it. */
  readonly apiToken: string | undefined;
  /** Of one file. */
  readonly maxUploadBytes: number;
  /** Of unpacking uploads. Default: none. */
  readonly unpackPace?: UnpackPace;
  readonly publicUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  readonly limits: ServerLimits;
  /** How long a scored file can be fetched. */
  readonly predictionTtlMs: number;
  /** How long requests in flight may take once the server closes. */
  readonly shutdownGraceMs: number;
  /** Of the service. */
  readonly version: string;
  /** Absolute path of the built web pages. */
  readonly webRoot: string;
  /** Prepared. */
  readonly files: DataDirectory;
  readonly tasks: TaskService;
  readonly datasets: DatasetService;
  readonly predictions: PredictionService;
  readonly disk: DiskSpace;
  /** For the columns of large uploads. Default: they are looked at where they are read. */
  readonly profilingThreads?: ColumnThreads | undefined;
  readonly insights: Insights;
  readonly evaluator: Evaluator;
  readonly reporter: Reporter;
  readonly engineHealth: () => EngineHealth;
  /** In bytes; null: not known. */
  readonly engineHeap: () => number | null;
  readonly observer?: ApiObserver;
  /** Served at `/metrics`; undefined: there are none. */
  readonly metrics?: MetricsPage;
  readonly logger: Logger;
}

/** What one client, and all together, may take. */
export interface ServerLimits extends SubscriptionLimits {
  readonly maxConnections: number;
  /** For the head of a request to come in. */
  readonly headersTimeoutMs: number;
  /** Without a byte of a body that is awaited. */
  readonly bodyIdleMs: number;
  /** Multipart requests at once. */
  readonly maxUploads: number;
  /** Of one GraphQL answer. */
  readonly maxAnswerBytes: number;
}

export interface RunningServer {
  /** Puts a public address into links and `health`; undefined takes it out again. */
  announce(publicUrl: string | undefined): void;
  /** What is under way at this moment. */
  readonly load: { readonly sockets: number; readonly operations: number; readonly uploads: number };
  /** Where it answers, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /**
   * Takes no more requests, tells subscribers to come back later (close code 1001), lets requests in flight end within
   * the grace, then cuts them off. Idempotent.
   */
  close(): Promise<void>;
}

/** Resolves once requests are answered. Rejects where the port cannot be had. */
export async function startServer(deps: ServerDeps): Promise<RunningServer> {
  const server = new ApiServer(deps);
  await server.start();
  return server;
}

type ServerState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'serving'; readonly url: string }
  | { readonly phase: 'closing' | 'closed'; readonly url: string; readonly done: Promise<void> };

class ApiServer implements RunningServer {
  readonly #deps: ServerDeps;
  readonly #http: Server;
  readonly #apollo: ApolloServer<ApiContext>;
  readonly #services: ApiServices;
  readonly #errors: ErrorPresenter;
  readonly #guard: TokenGuard;
  readonly #sockets: SocketServer;
  readonly #address: PublicAddress;
  readonly #idleBodies: IdleBodies;
  readonly #contexts: HttpContexts;
  readonly #types = new AnswerTypes();
  readonly #repeated: RepeatedOperations;
  #state: ServerState = { phase: 'starting' };

  constructor(deps: ServerDeps) {
    this.#deps = deps;
    const { logger, shutdownGraceMs, observer = NO_OBSERVER } = deps;
    this.#http = createHttpServer(deps.limits);
    answerClientErrors(this.#http, logger);
    this.#errors = new ErrorPresenter(logger);
    this.#address = new PublicAddress(deps);
    this.#idleBodies = new IdleBodies(deps.limits.bodyIdleMs, this.#errors);
    this.#guard = new TokenGuard(deps.apiToken);
    const library = new DatasetLibrary(deps);
    this.#services = {
      tasks: deps.tasks,
      predictions: deps.predictions,
      insights: deps.insights,
      evaluator: deps.evaluator,
      reporter: deps.reporter,
      library,
      uploads: new Uploads({
        maxBytes: deps.maxUploadBytes,
        maxAtOnce: deps.limits.maxUploads,
        onRead: (bytes) => observer.uploaded(bytes),
      }),
      observer,
      address: this.#address,
      links: new DownloadLinks(deps.apiToken, deps.predictionTtlMs),
      submissions: new Submissions({ ...deps, library }),
      health: new HealthMonitor({ ...deps, isStopping: () => this.#state.phase === 'closing' }),
    };
    const schema = createSchema();
    const documents = new KnownDocuments();
    const { maxAnswerBytes } = deps.limits;
    this.#contexts = new HttpContexts(this.#services, maxAnswerBytes);
    this.#repeated = new RepeatedOperations({
      schema,
      documents,
      types: this.#types,
      contexts: this.#contexts,
      guard: this.#guard,
      errors: this.#errors,
      maxAnswerBytes,
      localNamesOnly: this.#localNamesOnly,
    });
    this.#apollo = createApollo({
      schema,
      documents,
      logger,
      httpServer: this.#http,
      errors: this.#errors,
      graceMs: shutdownGraceMs,
    });
    this.#sockets = new SocketServer({
      schema,
      documents,
      httpServer: this.#http,
      services: this.#services,
      guard: this.#guard,
      errors: this.#errors,
      logger,
      address: this.#address,
      limits: deps.limits,
      localNamesOnly: this.#localNamesOnly,
    });
  }

  get url(): string {
    if (this.#state.phase === 'starting') throw new Error('The server has no address before it has started.');
    return this.#state.url;
  }

  async start(): Promise<void> {
    const { host, port, files, webRoot, limits } = this.#deps;
    await this.#apollo.start();
    const app = createExpressApp({
      services: this.#services,
      apollo: this.#apollo,
      guard: this.#guard,
      errors: this.#errors,
      files,
      webRoot,
      contexts: this.#contexts,
      types: this.#types,
      idleBodies: this.#idleBodies,
      maxAnswerBytes: limits.maxAnswerBytes,
      metrics: this.#deps.metrics,
      localNamesOnly: this.#localNamesOnly,
    });
    this.#http.on('request', (request, response) => {
      this.#repeated.answer(request, response, () => void app(request, response));
    });
    try {
      await listen(this.#http, port, host);
    } catch (error) {
      await Promise.allSettled([this.#drain()]);
      throw error;
    }
    // A connection that could not be accepted; the others go on.
    this.#http.on('error', (error) => this.#deps.logger.warn({ err: error }, 'a connection failed'));
    this.#state = { phase: 'serving', url: urlOf(this.#http.address() as AddressInfo) };
  }

  announce(publicUrl: string | undefined): void {
    this.#address.announce(publicUrl ?? this.#deps.publicUrl);
  }

  get load(): RunningServer['load'] {
    return {
      sockets: this.#sockets.open,
      operations: this.#sockets.operations,
      uploads: this.#services.uploads.underWay,
    };
  }

  close(): Promise<void> {
    const state = this.#state;
    if (state.phase === 'starting') return Promise.resolve();
    if (state.phase !== 'serving') return state.done;
    const { url } = state;
    const done = this.#drain().finally(() => {
      this.#state = { phase: 'closed', url, done };
    });
    this.#state = { phase: 'closing', url, done };
    return done;
  }

  get #localNamesOnly(): boolean {
    return this.#deps.apiToken === undefined;
  }

  async #drain(): Promise<void> {
    await this.#sockets.close();
    await this.#apollo.stop();
    this.#idleBodies.close();
  }
}

function createHttpServer({ headersTimeoutMs, maxConnections }: ServerLimits): Server {
  const server = createServer({
    // A large upload over a slow line may take longer than any limit on the whole; see IdleBodies.
    requestTimeout: 0,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: Math.min(headersTimeoutMs / 2, 30_000),
    // Keep-alive probes end the connection of a client that is gone without a word.
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
  });
  server.maxConnections = maxConnections;
  return server;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
