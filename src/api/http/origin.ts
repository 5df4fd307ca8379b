import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

/**
 * Scheme, host and port under which the client reached us. A proxy in front that ends TLS says so in
 * `x-forwarded-proto`; a client that lies there only spoils its own links.
 */
export function originOf(request: IncomingMessage): string {
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')[0]
    ?.trim();
  const encrypted = (request.socket as Partial<TLSSocket>).encrypted === true;
  const scheme = encrypted || forwarded === 'https' ? 'https' : 'http';
  return `${scheme}://${request.headers.host ?? 'localhost'}`;
}

/**
 * False for a WebSocket that a page of another site opened: browsers hold sockets to no same-origin rule of their own.
 * Programs send no Origin, and pass.
 */
export function isSameSite(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/**
 * True for `localhost` and for bare addresses. A service without a token answers to these only: with DNS rebinding, a
 * page of another site could else reach it under that site's own name.
 */
export function isLocalName(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}
