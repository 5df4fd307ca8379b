import { expect, test } from 'vitest';
import { pipEnvironment } from '../../../src/h2o/install/pip.js';

test('pip gets its own settings, proxies and certificates, and none of our secrets', () => {
  const wanted = {
    PATH: '/usr/bin',
    HOME: '/home/user',
    PIP_INDEX_URL: 'https://mirror.example/simple',
    https_proxy: 'http://proxy.example:3128',
    NO_PROXY: 'localhost',
    REQUESTS_CA_BUNDLE: '/etc/ca.pem',
  };
  const secrets = {
    API_TOKEN: 'secret',
    H2O_PASSWORD: 'secret',
    NGROK_AUTHTOKEN: 'secret',
    AWS_SECRET: 'secret',
  };
  expect(pipEnvironment({ ...wanted, ...secrets })).toEqual(wanted);
});
