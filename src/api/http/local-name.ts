import { isIP } from 'node:net';

/**
 * True for `localhost` and for bare addresses. A service without a token answers to these only: with DNS rebinding, a
 * page of another site could otherwise reach it under that site's own name.
 */
export function isLocalName(host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}
