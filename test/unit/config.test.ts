import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';

describe('the settings', () => {
  test.each([
    ['API_TOKEN', '        '],
    ['API_TOKEN', 'secret token'],
    ['API_TOKEN', 'sécret-token'],
    ['PUBLIC_URL', 'ml.example'],
    ['PUBLIC_URL', 'ftp://ml.example'],
    ['PUBLIC_URL', 'https://ml.example/below'],
    ['NGROK_AUTHTOKEN', 'a-token-but-no-API_TOKEN'],
    ['TRUST_PROXY', 'proxy.example'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['MAX_UPLOADS', '0'],
    ['MAX_ANSWER_MB', '-1'],
    ['HEADER_TIMEOUT_SECS', 'soon'],
  ])('%s may not be %j', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`\\n  ${name}: `));
  });

  test('name every bad one at once', () => {
    expect(() => readConfig({ PORT: 'x', MAX_UPLOADS: 'y' })).toThrow(/2 bad[^]*PORT[^]*MAX_UPLOADS/);
  });

  test('have a default that works, also where a variable is empty', () => {
    expect(readConfig({ PUBLIC_URL: '', TRUST_PROXY: '', API_TOKEN: '' })).toEqual(readConfig({}));
  });

  test('name proxies by address, network or kind', () => {
    const { trustedProxies } = readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8,192.0.2.1' });
    expect(trustedProxies).toEqual(['loopback', '10.0.0.0/8', '192.0.2.1']);
  });
});
