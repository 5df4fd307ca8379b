import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import proxyAddr from 'proxy-addr';

export interface AddressSettings {
  /** Scheme, host and port; undefined: as requests come in. */
  readonly publicUrl: string | undefined;
  /** See {@link https://www.npmjs.com/package/proxy-addr}. */
  readonly trustedProxies: readonly string[];
}

/**
 * Knows under which address clients reach the service: the public one where there is one, else that of the request.
 * `X-Forwarded-Host` and `X-Forwarded-Proto` are believed of the proxies in the settings, and of nobody else.
 */
export class PublicAddress {
  readonly #isTrusted: (address: string) => boolean;
  #publicUrl: string | undefined;

  constructor({ publicUrl, trustedProxies }: AddressSettings) {
    this.#publicUrl = publicUrl;
    const trust = proxyAddr.compile([...trustedProxies]);
    this.#isTrusted = (address) => trust(address, 0);
  }

  /** Undefined where it is not known beforehand. */
  get publicUrl(): string | undefined {
    return this.#publicUrl;
  }

  /** For an address that is known only once the service listens; undefined when it has closed. */
  announce(publicUrl: string | undefined): void {
    this.#publicUrl = publicUrl;
  }

  /** Scheme, host and port for the links in an answer, such as `http://127.0.0.1:4000`. */
  originFor(request: IncomingMessage): string {
    return this.#publicUrl ?? this.#requestOrigin(request);
  }

  /** Address of the client, also behind the proxies of the settings. */
  clientOf(request: IncomingMessage): string {
    return proxyAddr(request, this.#isTrusted);
  }

  /**
   * False for a WebSocket that a page of another site opened: browsers hold sockets to no same-origin rule of their
   * own. Programs send no Origin, and pass.
   */
  isSameSite(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    const { host } = new URL(origin);
    const here = this.#requestOrigin(request);
    return (
      (URL.canParse(here) && new URL(here).host === host) ||
      (this.#publicUrl !== undefined && new URL(this.#publicUrl).host === host)
    );
  }

  #requestOrigin(request: IncomingMessage): string {
    const { headers, socket } = request;
    const isProxied = socket.remoteAddress !== undefined && this.#isTrusted(socket.remoteAddress);
    const forwarded = (name: string) => (isProxied ? firstOf(headers[name]) : undefined);
    const encrypted = (socket as Partial<TLSSocket>).encrypted === true;
    const scheme = forwarded('x-forwarded-proto') ?? (encrypted ? 'https' : 'http');
    const host = forwarded('x-forwarded-host') ?? headers.host ?? 'localhost';
    return `${scheme === 'https' ? 'https' : 'http'}://${host}`;
  }
}

/** Each proxy appends its own; the first is what the client asked for. */
function firstOf(header: string | string[] | undefined): string | undefined {
  const first = String(header ?? '')
    .split(',')[0]
    ?.trim();
  return first === '' ? undefined : first;
}
