import { homedir, totalmem } from 'node:os';
import path from 'node:path';
import proxyAddr from 'proxy-addr';
import { z } from 'zod';
import type { EngineConfig } from './domain/engine-config.js';
import type { QualityBar } from './domain/quality-bar.js';

/** Empty means unset: compose files and shells pass `NAME=` for a variable that nobody filled in. */
const blankIsUnset = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());
const text = optional(z.string());
const integer = (byDefault: number, min: number, max: number) =>
  z.preprocess(blankIsUnset, z.coerce.number().int().min(min).max(max).default(byDefault));
const positive = (byDefault: number) =>
  z.preprocess(blankIsUnset, z.coerce.number().positive().default(byDefault));

const commaSeparated = (list: string) =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
const PROXIES = 'must be addresses or networks of proxies, separated by commas, such as 10.0.0.7 or loopback';
const areProxies = (list: string[]) => {
  try {
    proxyAddr.compile(list);
    return true;
  } catch {
    return false;
  }
};
/** Refinements run on what failed before them too. */
const isOrigin = (url: string) => !URL.canParse(url) || new URL(url).href === `${new URL(url).origin}/`;

const MIB = 1024 ** 2;

/**
 * A quarter of the memory that this process may have, from 1 to 16 GiB: XGBoost takes about as much again outside of the
 * heap, and the rest is for the service and the disk's cache.
 */
function standardHeap(): string {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return `${Math.min(16 * 1024, Math.max(1024, Math.floor(memory / 4 / MIB)))}m`;
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const Environment = z.object({
  HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  PORT: integer(4000, 0, 65_535),
  NGROK_AUTHTOKEN: text,
  DATA_DIR: z.preprocess(blankIsUnset, z.string().default('data')),
  API_TOKEN: optional(
    z
      .string()
      .min(8, 'must have at least 8 characters')
      .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII without spaces, as an Authorization header carries it'),
  ),
  PUBLIC_URL: optional(
    z
      .url({ protocol: /^https?$/ })
      .refine(isOrigin, 'must be scheme, host and port only, such as https://trainyard.example'),
  ),
  TRUST_PROXY: z.preprocess(
    blankIsUnset,
    z.string().default('').transform(commaSeparated).refine(areProxies, PROXIES),
  ),
  H2O_URL: optional(z.url({ protocol: /^https?$/ })),
  H2O_USER: text,
  H2O_PASSWORD: text,
  H2O_JAR: text,
  H2O_MEMORY: z.preprocess(
    blankIsUnset,
    z
      .string()
      .regex(/^[1-9]\d*[mg]$/i, 'must be a Java heap size such as 512m or 4g')
      .default(standardHeap),
  ),
  H2O_THREADS: integer(0, 0, 1024),
  H2O_SILENCE_SECS: positive(60),
  JAVA_HOME: text,
  CACHE_DIR: text,
  XDG_CACHE_HOME: text,
  CONCURRENCY: integer(1, 1, 64),
  QUEUE_LIMIT: integer(100, 1, 1_000_000),
  MAX_UPLOAD_MB: positive(2048),
  MAX_UNPACK_MB_PER_SEC: positive(256),
  MAX_UPLOADS: integer(256, 1, 100_000),
  MAX_CONNECTIONS: integer(16_384, 1, 1_000_000),
  MAX_SUBSCRIPTIONS: integer(20_000, 1, 1_000_000),
  MAX_SUBSCRIPTIONS_PER_SOCKET: integer(200, 1, 1_000_000),
  MAX_ANSWER_MB: positive(64),
  HEADER_TIMEOUT_SECS: positive(60),
  BODY_IDLE_TIMEOUT_SECS: positive(60),
  MIN_FREE_DISK_MB: z.preprocess(blankIsUnset, z.coerce.number().min(0).default(256)),
  QUALITY_MAX_LOGLOSS: positive(0.5),
  QUALITY_MIN_SKILL: z.preprocess(blankIsUnset, z.coerce.number().max(1).default(0.25)),
  QUALITY_MIN_R2: z.preprocess(blankIsUnset, z.coerce.number().max(1).default(0.7)),
  PREDICTION_TTL_SECS: positive(3600),
  SHUTDOWN_GRACE_SECS: positive(10),
  OTEL_EXPORTER_OTLP_ENDPOINT: text,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: text,
  OTEL_SERVICE_NAME: z.preprocess(blankIsUnset, z.string().default('trainyard')),
  OTEL_SDK_DISABLED: text,
  LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(LOG_LEVELS).default('info')),
});

/** All settings; frozen, and read in `app.ts` only. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute; holds the engine's jar between runs. */
  readonly cacheDir: string;
  readonly apiToken: string | undefined;
  /** Scheme, host and port under which clients reach the service; undefined: as their requests come in. */
  readonly publicUrl: string | undefined;
  /** Addresses or networks of proxies whose `X-Forwarded-*` headers hold, or `loopback`, `uniquelocal`, `linklocal`. */
  readonly trustedProxies: readonly string[];
  /** Opens a public address through ngrok; undefined: there is none. */
  readonly ngrokAuthtoken: string | undefined;
  /** The name under which traces are sent; undefined: there are none. */
  readonly tracedAs: string | undefined;
  readonly limits: RequestLimits;
  readonly engine: EngineConfig;
  readonly concurrency: number;
  /** WAITING tasks at most. */
  readonly queueLimit: number;
  readonly maxUploadBytes: number;
  /** Of all uploads together. */
  readonly maxUnpackBytesPerSecond: number;
  /** Below it no upload and no task is taken. */
  readonly minFreeDiskBytes: number;
  readonly qualityBar: QualityBar;
  readonly predictionTtlMs: number;
  readonly shutdownGraceMs: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** What one client, and all together, may take of the service. */
interface RequestLimits {
  /** Open at once. */
  readonly maxConnections: number;
  /** For the head of a request to come in. */
  readonly headersTimeoutMs: number;
  /** Without a byte of a body that is awaited. */
  readonly bodyIdleMs: number;
  /** Multipart requests at once. */
  readonly maxUploads: number;
  /** Over WebSocket, of one client at once. */
  readonly maxSubscriptionsPerSocket: number;
  /** Over WebSocket, of all clients at once. */
  readonly maxSubscriptions: number;
  /** Of one GraphQL answer. */
  readonly maxAnswerBytes: number;
}

/** Lists every bad variable at once; the message is meant for a terminal. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `The environment has ${problems.length} bad setting(s):\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);

/** @throws {ConfigError} naming every variable that is wrong, what it is and what it should be. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Environment.safeParse(env);
  const problems = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  if (env['HOST'] && !isLoopback(env['HOST']) && !env['API_TOKEN']) {
    problems.push(
      `HOST: ${env['HOST']} can be reached from other machines, so a token is needed. ` +
        'Set API_TOKEN to a secret of at least 8 characters (`openssl rand -hex 24` makes one), or leave HOST at 127.0.0.1.',
    );
  }
  if (env['NGROK_AUTHTOKEN'] && !env['API_TOKEN']) {
    problems.push(
      'NGROK_AUTHTOKEN: everybody can reach a public address, so a token is needed. Set API_TOKEN to a secret of at least 8 characters.',
    );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const e = parsed.data;
  const config: Config = {
    host: e.HOST,
    port: e.PORT,
    dataDir: path.resolve(e.DATA_DIR),
    cacheDir: path.resolve(
      e.CACHE_DIR ?? path.join(e.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'trainyard'),
    ),
    apiToken: e.API_TOKEN,
    publicUrl: e.PUBLIC_URL && new URL(e.PUBLIC_URL).origin,
    trustedProxies: e.TRUST_PROXY,
    ngrokAuthtoken: e.NGROK_AUTHTOKEN,
    tracedAs:
      (e.OTEL_EXPORTER_OTLP_ENDPOINT ?? e.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) &&
      e.OTEL_SDK_DISABLED?.toLowerCase() !== 'true'
        ? e.OTEL_SERVICE_NAME
        : undefined,
    limits: {
      maxConnections: e.MAX_CONNECTIONS,
      headersTimeoutMs: e.HEADER_TIMEOUT_SECS * 1000,
      bodyIdleMs: e.BODY_IDLE_TIMEOUT_SECS * 1000,
      maxUploads: e.MAX_UPLOADS,
      maxSubscriptionsPerSocket: e.MAX_SUBSCRIPTIONS_PER_SOCKET,
      maxSubscriptions: e.MAX_SUBSCRIPTIONS,
      maxAnswerBytes: Math.floor(e.MAX_ANSWER_MB * 1024 * 1024),
    },
    engine: {
      silenceMs: e.H2O_SILENCE_SECS * 1000,
      ...(e.H2O_URL
        ? { kind: 'remote', url: e.H2O_URL, user: e.H2O_USER, password: e.H2O_PASSWORD }
        : {
            kind: 'managed',
            jar: e.H2O_JAR,
            memory: e.H2O_MEMORY,
            threads: e.H2O_THREADS,
            javaHome: e.JAVA_HOME,
          }),
    },
    concurrency: e.CONCURRENCY,
    queueLimit: e.QUEUE_LIMIT,
    maxUploadBytes: Math.floor(e.MAX_UPLOAD_MB * 1024 * 1024),
    maxUnpackBytesPerSecond: e.MAX_UNPACK_MB_PER_SEC * MIB,
    minFreeDiskBytes: Math.floor(e.MIN_FREE_DISK_MB * 1024 * 1024),
    qualityBar: { maxLogloss: e.QUALITY_MAX_LOGLOSS, minR2: e.QUALITY_MIN_R2, minSkill: e.QUALITY_MIN_SKILL },
    predictionTtlMs: e.PREDICTION_TTL_SECS * 1000,
    shutdownGraceMs: e.SHUTDOWN_GRACE_SECS * 1000,
    logLevel: e.LOG_LEVEL,
  };
  return Object.freeze(config);
}
