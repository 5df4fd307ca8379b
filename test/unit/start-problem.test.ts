import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.js';
import { startProblem } from '../../src/start-problem.js';
import { openDatabase } from '../../src/storage/database.js';

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'trainyard-start-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

it('names a data directory that another service uses', async () => {
  const dataDir = await temporaryDirectory();
  const database = openDatabase(dataDir);
  onTestFinished(() => database.close());
  expect(startProblem(thrownBy(() => openDatabase(dataDir)))).toBe(
    `Another Trainyard service is using the data directory ${dataDir}. Stop that service, or set DATA_DIR to another directory.`,
  );
});

it('names a data directory that cannot be one', async () => {
  const file = path.join(await temporaryDirectory(), 'file');
  writeFileSync(file, '');
  expect(startProblem(thrownBy(() => openDatabase(path.join(file, 'data'))))).toMatch(
    /cannot be used \(ENOTDIR\)\. Make it a directory that this user may write, or set DATA_DIR to one\.$/,
  );
});

it('names a port that is taken', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void first.close());
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const [error] = (await once(createServer().listen(port, '127.0.0.1'), 'listening').catch(
    (refusal: unknown) => [refusal],
  )) as [unknown];
  expect(startProblem(error)).toBe(
    `Something else listens on 127.0.0.1:${port} already. Stop it, or set PORT to another port.`,
  );
});

it('lists bad settings, and takes anything else for a bug', () => {
  expect(startProblem(thrownBy(() => readConfig({ PORT: 'x' })))).toMatch(
    /^The environment has 1 bad setting/,
  );
  expect(startProblem(new TypeError('x is undefined'))).toBeNull();
});
