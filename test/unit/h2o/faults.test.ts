import { EventEmitter, once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { H2OClient } from '../../../src/h2o/client/client.js';
import {
  H2OConnectionError,
  H2OJobError,
  H2OProtocolError,
  H2ORequestError,
} from '../../../src/h2o/client/errors.js';
import { waitForJob } from '../../../src/h2o/client/job.js';
import { freePortPair } from '../../../src/h2o/host/free-ports.js';
import { clientOf } from './fault-server.js';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('a call to an H2O', () => {
  it('that is not there says that the connection was refused', async () => {
    const client = new H2OClient({ url: `http://127.0.0.1:${await freePortPair()}` });
    await expect(client.ping()).rejects.toThrow(H2OConnectionError);
    await client.close();
  });

  it('that hangs up before it answers is a lost connection, and not a bug', async () => {
    const client = await clientOf((request) => request.socket.destroy());
    await expect(client.ping()).rejects.toMatchObject({
      name: 'H2OConnectionError',
      code: 'ENGINE_UNAVAILABLE',
      message: 'The connection to H2O was lost or refused.',
    });
  });

  it('that hangs up in the middle of an answer is a lost connection', async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': 100 });
      response.write('{"cloud_', () => response.destroy());
    });
    await expect(client.ping()).rejects.toThrow(H2OConnectionError);
    const download = await client.downloadMojo('m');
    await expect(buffer(download)).rejects.toThrow(H2OConnectionError);
  });

  it('that hangs up while it is sent a file is a lost connection, and ends the reading of the file', async () => {
    const client = await clientOf((request) => void once(request, 'data').then(() => request.destroy()));
    const file = new Readable({ read: () => setImmediate(() => file.push(Buffer.alloc(65_536))) });
    const closed = once(file, 'close').catch(() => undefined);
    await expect(client.postFile('k', file)).rejects.toThrow(H2OConnectionError);
    await closed;
    expect(file.destroyed).toBe(true);
  });

  it('that stops answering is given up in time', async () => {
    const client = await clientOf(() => undefined);
    await expect(client.ping({ timeoutMs: 1 })).rejects.toThrow('H2O did not answer in time.');
  });

  it('that fails inside is a refusal with its status, whatever the answer looks like', async () => {
    const html = await clientOf((_, response) => response.writeHead(500).end('<html>java.lang.Foo</html>'));
    await expect(html.ping()).rejects.toMatchObject({
      name: 'H2ORequestError',
      status: 500,
      message: 'H2O answered with status 500.',
    });
    const body = JSON.stringify({ msg: 'ERROR MESSAGE:\n\nNo such frame' });
    const json = await clientOf((_, response) => response.writeHead(404, JSON_TYPE).end(body));
    await expect(json.frameSummary('f')).rejects.toThrow(new H2ORequestError(404, 'No such frame'));
  });

  it('that answers something else says where the answer is not understood', async () => {
    const client = await clientOf((_, response) =>
      response.writeHead(200, JSON_TYPE).end('{"cloud_healthy":"maybe"}'),
    );
    await expect(client.ping()).rejects.toThrow(
      new H2OProtocolError(`H2O's answer to /3/Ping is not understood at "cloud_healthy".`),
    );
  });

  it('that answers no JSON is not taken for a lost connection', async () => {
    const client = await clientOf((_, response) => response.writeHead(200, JSON_TYPE).end('garbage'));
    await expect(client.ping()).rejects.toThrow(new H2OProtocolError("H2O's answer to /3/Ping is no JSON."));
  });

  it('that was restarted is recognised by its cluster id', async () => {
    const client = await clientOf((_, response) =>
      response.writeHead(200, { ...JSON_TYPE, 'x-h2o-cluster-id': 'second' }).end('{}'),
    );
    await expect(client.ping()).rejects.toThrow('H2O was restarted; what it held is gone.');
  });

  it('is cut off when it is aborted or the client is closed, with the reason of that', async () => {
    const calls = new EventEmitter();
    const client = await clientOf(() => calls.emit('call'));
    const abort = new AbortController();
    const aborted = client.ping({ signal: abort.signal });
    await once(calls, 'call');
    abort.abort(new Error('cancelled by the user'));
    await expect(aborted).rejects.toThrow('cancelled by the user');

    const closed = client.ping();
    closed.catch(() => undefined);
    await once(calls, 'call');
    await client.close('H2O was stopped.');
    await expect(closed).rejects.toThrow(new H2OConnectionError('H2O was stopped.'));
    await expect(client.ping()).rejects.toThrow('H2O was stopped.');
  });
});

describe('a job', () => {
  const job = (status: string, more: object = {}) =>
    JSON.stringify({
      jobs: [{ key: { name: 'j' }, status, progress: 1, start_time: 0, msec: 1, ...more }],
    });

  it('that failed says why in plain words, or that there was no reason', async () => {
    const answers = [
      job('RUNNING'),
      job('FAILED', { exception: 'java.lang.RuntimeException: disk full\n\tat x.Y.z(Y.java:1)' }),
    ];
    const client = await clientOf(({ url }, response) => {
      const isJob = url === '/3/Jobs/j';
      response.writeHead(isJob ? 200 : 404, JSON_TYPE).end(isJob ? answers.shift() : '{"msg":"not known"}');
    });
    await expect(waitForJob(client, 'j', { intervalMs: 1 })).rejects.toThrow(
      new H2OJobError('FAILED', 'disk full'),
    );
    answers.push(job('FAILED'));
    await expect(waitForJob(client, 'j')).rejects.toThrow('The job failed without a reason.');
    answers.push(job('CANCELLED'));
    await expect(waitForJob(client, 'j')).rejects.toMatchObject({ status: 'CANCELLED' });
  });
});
