import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isLocalName } from '../../../src/api/access/local-name.js';
import { PublicAddress } from '../../../src/api/access/public-address.js';

const request = (
  headers: IncomingHttpHeaders,
  { encrypted = false, remoteAddress = '127.0.0.1' } = {},
): IncomingMessage => ({ headers, socket: { encrypted, remoteAddress } }) as unknown as IncomingMessage;

const direct = new PublicAddress({ publicUrl: undefined, trustedProxies: [] });
const behindProxy = new PublicAddress({ publicUrl: undefined, trustedProxies: ['loopback', '10.0.0.0/8'] });
const known = new PublicAddress({ publicUrl: 'https://ml.example', trustedProxies: [] });

const FORWARDED = {
  host: '127.0.0.1:4000',
  'x-forwarded-proto': 'https, http',
  'x-forwarded-host': 'ml.example',
};

describe('the address in links', () => {
  test('is the one that the client used', () => {
    expect(direct.originFor(request({ host: 'localhost:4000' }))).toBe('http://localhost:4000');
    expect(direct.originFor(request({ host: 'ml.example' }, { encrypted: true }))).toBe('https://ml.example');
  });

  test('is the public one where the settings name it, whatever a request says', () => {
    expect(known.originFor(request(FORWARDED))).toBe('https://ml.example');
    expect(known.originFor(request({ host: 'evil.example' }))).toBe('https://ml.example');
  });

  test('is what a proxy says that the settings name', () => {
    expect(behindProxy.originFor(request(FORWARDED))).toBe('https://ml.example');
    expect(behindProxy.originFor(request(FORWARDED, { remoteAddress: '10.1.2.3' }))).toBe(
      'https://ml.example',
    );
  });

  test('is not what anybody else says', () => {
    expect(direct.originFor(request(FORWARDED))).toBe('http://127.0.0.1:4000');
    expect(behindProxy.originFor(request(FORWARDED, { remoteAddress: '192.0.2.1' }))).toBe(
      'http://127.0.0.1:4000',
    );
    const odd = { ...FORWARDED, 'x-forwarded-proto': 'gopher' };
    expect(behindProxy.originFor(request(odd))).toBe('http://ml.example');
  });

  test('is the public one from when it is announced until it is withdrawn', () => {
    const address = new PublicAddress({ publicUrl: undefined, trustedProxies: [] });
    address.announce('https://x.ngrok.app');
    expect(address.originFor(request({ host: 'localhost:4000' }))).toBe('https://x.ngrok.app');
    address.announce(undefined);
    expect(address.originFor(request({ host: 'localhost:4000' }))).toBe('http://localhost:4000');
  });
});

describe('a WebSocket', () => {
  test('of our own pages, or of a program, may come in', () => {
    expect(direct.isSameSite(request({ host: 'localhost:4000', origin: 'http://localhost:4000' }))).toBe(
      true,
    );
    expect(direct.isSameSite(request({ host: 'localhost:4000' }))).toBe(true);
    expect(known.isSameSite(request({ host: '127.0.0.1:4000', origin: 'https://ml.example' }))).toBe(true);
    expect(behindProxy.isSameSite(request({ ...FORWARDED, origin: 'https://ml.example' }))).toBe(true);
  });

  test.each(['http://evil.example', 'http://localhost:4001', 'null', 'nonsense', 'https://ml.example'])(
    'of %s may not',
    (origin) => {
      expect(direct.isSameSite(request({ ...FORWARDED, origin }))).toBe(false);
    },
  );
});

describe('the name of the service', () => {
  test.each([
    'localhost',
    'localhost:4000',
    'LOCALHOST:1',
    'app.localhost',
    '127.0.0.1:4000',
    '[::1]:4000',
    '192.168.1.7',
  ])('%s is local', (host) => expect(isLocalName(host)).toBe(true));

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '', undefined, 'a b'])(
    '%s is not',
    (host) => expect(isLocalName(host)).toBe(false),
  );
});
