import { Readable } from 'node:stream';
import { errors, Pool, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { H2OConnectionError, H2OProtocolError, H2OSilenceError } from './errors.js';
import { refusal } from './refusal.js';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Longest wait for the answer to begin, and between two pieces of it. Default: 30 s. */
  readonly timeoutMs?: number;
}

export interface Call extends CallOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Absolute, with every variable part encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, FormValue | undefined>>;
  /** Sent as a form; undefined entries are left out, arrays become the JSON text that H2O wants. */
  readonly form?: Form;
  /** Only `/99/AutoMLBuilder` takes plain JSON. */
  readonly json?: unknown;
  /** Raw bytes, as `application/octet-stream`. */
  readonly bytes?: Readable | Uint8Array;
  /** The session whose properties hold for this call. */
  readonly session?: string;
}

/** Undefined entries are left out. */
export type Form = Readonly<Record<string, FormValue | undefined>>;

type FormValue = string | number | boolean | readonly unknown[];

export interface TransportOptions {
  /** Such as `http://127.0.0.1:54321`. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** An answer of a cluster with another id is an H2OConnectionError: the engine was restarted under us. */
  readonly clusterId?: string;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;
const TIMEOUTS = [errors.HeadersTimeoutError, errors.BodyTimeoutError, errors.ConnectTimeoutError];
const CONNECTION_CODES = /^(?:UND_ERR_|ECONN|EPIPE|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT)/;

/** The one place where bytes go to H2O and come back. Connections are kept alive and pooled. */
export class Transport {
  readonly #pool: Pool;
  readonly #basePath: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #clusterId: string | undefined;
  /** Why every further call fails; set by {@link close}. */
  #closed: H2OConnectionError | undefined;

  constructor(options: TransportOptions) {
    const url = new URL(options.url);
    this.#basePath = url.pathname.replace(/\/$/, '');
    this.#clusterId = options.clusterId;
    const credentials = `${options.user ?? ''}:${options.password ?? ''}`;
    this.#headers =
      options.user === undefined
        ? {}
        : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
    this.#pool = new Pool(url.origin, { connections: 16, connect: { timeout: CONNECT_TIMEOUT_MS } });
  }

  /** @throws {H2ORequestError} {H2OConnectionError} {H2OProtocolError} or the signal's reason. */
  async json<T extends z.ZodType>(schema: T, call: Call): Promise<z.output<T>> {
    const { body } = await this.#send(call);
    const text = await this.#translated(call, () => body.text());
    const parsed = schema.safeParse(parseJson(text, call));
    if (parsed.success) return parsed.data;
    const where = JSON.stringify(parsed.error.issues[0]?.path.join('.') ?? '');
    throw new H2OProtocolError(`H2O's answer to ${call.path} is not understood at ${where}.`, {
      cause: parsed.error,
    });
  }

  /** The status is good and the answer does not matter. */
  async done(call: Call): Promise<void> {
    const { body } = await this.#send(call);
    await this.#translated(call, () => body.dump());
  }

  /** The answer as it arrives; a cut connection ends it with an H2OConnectionError. Destroying it frees the socket. */
  async stream(call: Call): Promise<Readable> {
    const { body } = await this.#send(call);
    const fail = (error: unknown) => this.#translate(call, error);
    async function* pieces() {
      try {
        for await (const piece of body) yield piece as Buffer;
      } catch (error) {
        throw fail(error);
      }
    }
    return Readable.from(pieces(), { objectMode: false });
  }

  /** @returns the id of the cluster that answers, and the version of H2O it runs. */
  async identify(call: Call): Promise<{ clusterId: string; version: string }> {
    const { headers, body } = await this.#send(call);
    await this.#translated(call, () => body.dump());
    return {
      clusterId: String(headers['x-h2o-cluster-id']),
      version: String(headers['x-h2o-build-project-version']),
    };
  }

  /** Cuts what is under way; that and every later call fails with `reason`. */
  async close(reason: string): Promise<void> {
    this.#closed ??= new H2OConnectionError(reason);
    await this.#pool.destroy(this.#closed);
  }

  async #send(call: Call): Promise<Dispatcher.ResponseData> {
    call.signal?.throwIfAborted();
    if (this.#closed) throw this.#closed;
    const { body, contentType } = encode(call);
    const timeout = call.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const query = formText(call.query);
    const response = await this.#translated(call, () =>
      this.#pool.request({
        method: call.method ?? 'GET',
        path: `${this.#basePath}${call.path}${query && `?${query}`}`,
        headers: {
          ...this.#headers,
          ...(contentType && { 'content-type': contentType }),
          ...(call.session && { 'session-key': call.session }),
        },
        body,
        signal: call.signal,
        headersTimeout: timeout,
        bodyTimeout: timeout,
      }),
    );
    const clusterId = response.headers['x-h2o-cluster-id'];
    if (this.#clusterId !== undefined && clusterId !== undefined && clusterId !== this.#clusterId) {
      await response.body.dump().catch(() => undefined);
      throw new H2OConnectionError('H2O was restarted; what it held is gone.');
    }
    if (response.statusCode >= 400) {
      throw refusal(response.statusCode, await this.#translated(call, () => response.body.text()));
    }
    return response;
  }

  async #translated<T>(call: Call, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#translate(call, error);
    }
  }

  /** Errors of the socket become ours; any other, such as one of the stream that is being sent, stays what it is. */
  #translate(call: Call, error: unknown): unknown {
    if (call.signal?.aborted) return call.signal.reason;
    if (this.#closed) return this.#closed;
    if (TIMEOUTS.some((timeout) => error instanceof timeout)) {
      return new H2OSilenceError('H2O did not answer in time.', { cause: error });
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (CONNECTION_CODES.test(code)) {
      return new H2OConnectionError('The connection to H2O was lost or refused.', { cause: error });
    }
    return error;
  }
}

function parseJson(text: string, call: Call): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new H2OProtocolError(`H2O's answer to ${call.path} is no JSON.`, { cause: error });
  }
}

function encode(call: Call): { body?: Readable | Uint8Array | string; contentType?: string } {
  if (call.bytes) return { body: call.bytes, contentType: 'application/octet-stream' };
  if (call.json !== undefined) return { body: JSON.stringify(call.json), contentType: 'application/json' };
  if (call.form) return { body: formText(call.form), contentType: 'application/x-www-form-urlencoded' };
  return {};
}

function formText(values: Call['form'] = {}): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined)
      form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form.toString();
}
