import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isLocalName, isSameSite, originOf } from '../../../src/api/http/origin.js';

const request = (headers: IncomingMessage['headers'], encrypted = false) =>
  ({ headers, socket: { encrypted } }) as unknown as IncomingMessage;

describe('the origin of a request', () => {
  test('is where the client reached us, TLS of a proxy included', () => {
    expect(originOf(request({ host: 'localhost:4000' }))).toBe('http://localhost:4000');
    expect(originOf(request({ host: 'ml.example' }, true))).toBe('https://ml.example');
    expect(originOf(request({ host: 'ml.example', 'x-forwarded-proto': 'https, http' }))).toBe(
      'https://ml.example',
    );
    expect(originOf(request({ host: 'ml.example', 'x-forwarded-proto': 'gopher' }))).toBe(
      'http://ml.example',
    );
  });
});

describe('a page', () => {
  test('is of our site when its origin names our host, and so is a program, which names none', () => {
    expect(isSameSite(request({ host: 'localhost:4000', origin: 'http://localhost:4000' }))).toBe(true);
    expect(isSameSite(request({ host: 'localhost:4000' }))).toBe(true);
  });

  test.each(['http://evil.example', 'http://localhost:3000', 'null', 'not a url'])(
    'of %s is foreign',
    (origin) => {
      expect(isSameSite(request({ host: 'localhost:4000', origin }))).toBe(false);
    },
  );
});

describe('a host name', () => {
  test.each(['localhost', 'localhost:4000', 'app.localhost', '127.0.0.1:4000', '[::1]:4000', '10.0.0.7'])(
    '%s is local',
    (host) => expect(isLocalName(host)).toBe(true),
  );

  test.each([undefined, '', 'rebound.example:4000', 'localhost.example', 'a b'])('%s is not', (host) =>
    expect(isLocalName(host)).toBe(false),
  );
});
