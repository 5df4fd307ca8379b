import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';

/**
 * True for `localhost` and for bare addresses. A service without a token answers to these only: with DNS rebinding, a
 * page of another site could otherwise reach it under that site's own name.
 */
export function isLocalName(host: string | undefined): boolean {
  if (host === undefined || host.length > MAX_LENGTH) return false;
  const isKnown = known.get(host);
  if (isKnown !== undefined) return isKnown;
  const isLocal = readName(host);
  known.set(host, isLocal);
  return isLocal;
}

/** A name of 253 characters, and a port. */
const MAX_LENGTH = 260;

/** Each request names its host, and to parse an address takes longer than to find it here. */
const known = new LRUCache<string, boolean>({ max: 100 });

function readName(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}
