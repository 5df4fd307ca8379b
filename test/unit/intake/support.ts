import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect } from 'vitest';
import type { TrainingSample } from '../../../src/domain/training-sample.js';
import { TrainyardError, type ErrorCode } from '../../../src/domain/errors.js';
import { ingest, type Ingested, type IngestOptions } from '../../../src/intake/ingest.js';
import type { SampleRequest } from '../../../src/intake/sample/sample-request.js';

export type Asked = Partial<Omit<SampleRequest, 'outFile'>>;

/** A folder of its own for each test of the file that calls this, and uploads into it. */
export function useIntake() {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'trainyard-intake-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const upload = (
    content: string | Uint8Array | Readable,
    options: Partial<IngestOptions> = {},
  ): Promise<Ingested> =>
    ingest(content instanceof Readable ? content : Readable.from([Buffer.from(content)]), {
      dir,
      maxBytes: 1e9,
      ...options,
    });
  const request = (asked: Asked = {}): SampleRequest => ({
    target: null,
    problemType: 'AUTO',
    maxRows: 500,
    ignoredColumns: [],
    seed: 1,
    outFile: path.join(dir, 'sample.csv'),
    ...asked,
  });
  return {
    get dir() {
      return dir;
    },
    upload,
    request,
    files: () => readdir(dir),
    /** The upload's sample, and the rows that are in it. */
    async sample(content: string | Uint8Array | Readable, asked: Asked = {}): Promise<Sampled> {
      const { sample } = await upload(content, { sample: request(asked) });
      return { ...sample!, rows: linesOf(readFileSync(sample!.file, 'utf8')) };
    },
    fixture: (name: string) => createReadStream(path.join(import.meta.dirname, '../../fixtures', name)),
  };
}

export interface Sampled extends TrainingSample {
  /** Lines of the file. */
  readonly rows: readonly string[];
}

export const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

/** A table of `rows` rows below `header`, each made by `row`. */
export const table = (header: string, rows: number, row: (index: number) => string, end = '\n'): string =>
  [header, ...Array.from({ length: rows }, (_, index) => row(index))].map((line) => line + end).join('');

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  readonly line?: number;
  readonly column?: string | number;
}

/** What a client is told; fails where nothing is refused. */
export async function refusal(attempt: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await attempt.then(
    () => expect.unreachable('It was taken.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrainyardError)) throw error;
  return { code: error.code, message: error.message, ...error.details };
}
