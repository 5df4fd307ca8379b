import { describe, expect, test } from 'vitest';
import { openTunnel, TunnelError, type NgrokSdk } from '../../../src/tunnel/ngrok.js';

const SETTINGS = { authtoken: 'token', address: '127.0.0.1:4000' };

function fakeSdk(url: string | null) {
  const calls: unknown[] = [];
  const sdk: NgrokSdk = {
    forward: (config) => {
      calls.push(config);
      return Promise.resolve({
        url: () => url,
        close: () => {
          calls.push('close');
          return Promise.resolve();
        },
      });
    },
  };
  return { calls, load: () => Promise.resolve(sdk) };
}

const failing = (message: string) => () =>
  Promise.resolve<NgrokSdk>({ forward: () => Promise.reject(new Error(message)) });

describe('a public address', () => {
  test('leads to the service until it is closed', async () => {
    const { calls, load } = fakeSdk('https://1a2b.ngrok.app/');
    const tunnel = await openTunnel(SETTINGS, load);
    expect(tunnel.url).toBe('https://1a2b.ngrok.app');
    expect(calls).toEqual([{ addr: '127.0.0.1:4000', authtoken: 'token' }]);
    await tunnel.close();
    expect(calls.at(-1)).toBe('close');
  });

  test('that has no name is given back', async () => {
    const { calls, load } = fakeSdk(null);
    await expect(openTunnel(SETTINGS, load)).rejects.toThrow(TunnelError);
    expect(calls.at(-1)).toBe('close');
  });

  test.each([
    [
      'authentication failed: bad token\n\nERR_NGROK_105',
      /ngrok refused it \(ERR_NGROK_105\).*NGROK_AUTHTOKEN/,
    ],
    ['failed to connect session', /cannot be reached from this network/],
  ])('that ngrok does not open is one sentence', async (message, expected) => {
    await expect(openTunnel(SETTINGS, failing(message))).rejects.toThrow(expected);
  });

  test('without its package says which one', async () => {
    const missing = () => Promise.reject(new Error('Cannot find package'));
    await expect(openTunnel(SETTINGS, missing)).rejects.toThrow(/npm install @ngrok\/ngrok/);
  });

  test('with a token that is none is refused by the SDK itself, in one sentence', async () => {
    const opening = openTunnel({ authtoken: 'none', address: '127.0.0.1:9' });
    await expect(opening).rejects.toThrow(/^There is no public address: ngrok [^\n]*$/);
  });
});
