import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect } from 'vitest';
import type { Finding } from '../../../../src/domain/finding.js';
import type { TableReading } from '../../../../src/domain/table-reading.js';
import type { RecordsOptions } from '../../../../src/csv/open-records.js';
import { openRecords } from '../../../support/open-records.js';
import { TrainyardError } from '../../../../src/domain/errors.js';

export interface Read {
  readonly header: readonly string[];
  readonly rows: string[][];
  readonly reading: TableReading;
  readonly findings: readonly Finding[];
  readonly types: ReadonlyMap<string, string>;
}

/** Reads uploads with a scratch folder of their own, which must be empty after each. */
export function useReader() {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'trainyard-formats-'));
  });
  afterEach(async () => {
    expect(await readdir(dir)).toEqual([]);
    await rm(dir, { recursive: true });
  });

  async function read(content: string | Uint8Array, options: Partial<RecordsOptions> = {}): Promise<Read> {
    const source = Readable.from([Buffer.from(content)]);
    const table = await openRecords(source, { maxBytes: 1e9, fewestColumns: 2, scratchDir: dir, ...options });
    try {
      const rows: string[][] = [];
      for await (const batch of table.records) rows.push(...batch);
      const { header, types } = table;
      return { header, rows, types, reading: table.reading(), findings: table.findings() };
    } finally {
      await table.close();
    }
  }

  async function refusal(
    content: string | Uint8Array,
    options: Partial<RecordsOptions> = {},
  ): Promise<string> {
    const error: unknown = await read(content, options).then(
      () => expect.unreachable('It was taken.'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof TrainyardError)) throw error;
    return `${error.code}: ${error.message}`;
  }

  return { read, refusal };
}
