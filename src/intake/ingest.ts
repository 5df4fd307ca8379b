import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { trimCell } from '../csv/cells/clean.js';
import type { ColumnProfile } from '../domain/column-profile.js';
import type { Finding } from '../domain/finding.js';
import type { TableReading, TableReadingOptions } from '../domain/table-reading.js';
import type { TrainingSample } from '../domain/training-sample.js';
import { InvalidCsvError } from '../domain/errors.js';
import { csvLine } from '../csv/records/csv-line.js';
import { drawSample } from './sample/draw-sample.js';
import { overrule } from './sample/overrule.js';
import { openText, type OpenText } from '../csv/open-records.js';
import { checkReading, isOverruled } from '../csv/reading-options.js';
import { readTable } from '../csv/read-table.js';
import { FEWEST_ROWS } from './advice/problem-type.js';
import { resolveTarget, type SampleRequest } from './sample/sample-request.js';
import type { ColumnThreads } from './profile/column-thread.js';
import { RowLines } from './profile/row-lines.js';
import { TableProfiler } from './profile/table-profiler.js';
import { spoolRows } from './spool.js';
import { TargetSampler } from './sample/target-sampler.js';
import type { UploadLimits } from '../csv/source/upload.js';
import { writeFile } from '../storage/write-file.js';

export interface IngestOptions extends UploadLimits {
  /** Folder of the caller, for the spool file. */
  readonly dir: string;
  /** Draw a sample in the same pass. */
  readonly sample?: SampleRequest;
  /** Overrules how the file is read. */
  readonly reading?: TableReadingOptions | null | undefined;
  /** To look at the columns of large tables in. Default: all is done here. */
  readonly threads?: ColumnThreads | null | undefined;
}

export interface Ingested {
  /** sha256 of the uploaded bytes, and of the reading where that was overruled; in hexadecimal. */
  readonly id: string;
  /** Of the upload. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** On the table as a whole and its columns. */
  readonly findings: readonly Finding[];
  /** null: not known. */
  readonly reading: TableReading | null;
  /** The spool: UTF-8, comma, LF, with a header line; in `dir`, the caller's from now on. */
  readonly file: string;
  readonly sample: TrainingSample | null;
}

/**
 * Reads an upload once: spools it as UTF-8 CSV, profiles its columns and draws the sample. Memory does not grow with
 * the file. Where it fails, it leaves no file.
 * @throws {InvalidCsvError} {UploadTooLargeError} {BadUserInputError}
 */
export async function ingest(source: Readable, options: IngestOptions): Promise<Ingested> {
  const { dir, sample: request, signal } = options;
  const file = path.join(dir, 'data.csv');
  const knownNames = request?.target == null ? undefined : [trimCell(request.target)];
  const table = await openText(source, { ...options, knownNames, fewestColumns: 2, scratchDir: dir });
  const { header, types } = table;
  const pointDecimals = hasPointDecimals(table);
  const profiler = new TableProfiler({ header, pointDecimals, types, threads: options.threads });
  try {
    const target =
      request && resolveTarget(header, { ...request, target: request.target ?? table.lastNamed });
    const targetIndex = target === undefined ? -1 : header.indexOf(target);
    const sampler = request && new TargetSampler(request.maxRows, request.seed);
    const lines = new RowLines();
    let rows = 0;
    async function* spool() {
      const first = Buffer.from(csvLine([...header]));
      let offset = first.length;
      yield first;
      for await (const part of readTable(table)) {
        const { bytes, starts } = spoolRows(part, table.delimiter);
        await profiler.add(part);
        lines.add(part);
        sampler?.add(part, targetIndex, offset - (starts[0] ?? 0), starts);
        offset += bytes.length;
        rows += part.count;
        yield bytes;
      }
    }
    await writeFile(file, spool(), signal);
    if (rows < FEWEST_ROWS) {
      throw new InvalidCsvError(`The file has ${rows} rows; at least ${FEWEST_ROWS} are needed to train on.`);
    }
    const profile = await profiler.finish(hasLines(table) ? lines : null);
    const findings = withoutTwins([...table.findings(), ...profile.findings]);
    const sample =
      request && sampler && target !== undefined
        ? await drawSample(
            await overrule({ file, columns: profile.columns, findings }, request.columns ?? [], signal),
            sampler,
            target,
            request,
            signal,
          )
        : null;
    return {
      id: datasetId(table.upload.sha256(), options.reading),
      bytes: table.upload.size,
      rows,
      columns: profile.columns,
      findings,
      reading: table.reading(),
      file,
      sample,
    };
  } catch (error) {
    await rm(file, { force: true });
    // Streams speak of an AbortError, whatever the reason.
    signal?.throwIfAborted();
    throw error;
  } finally {
    await profiler.close();
    await table.close();
  }
}

/** A comma file would have to quote a decimal comma, and other formats hold numbers as such. */
const hasPointDecimals = (table: OpenText): boolean =>
  table.delimiter === ',' || table.reading().format !== 'CSV';

/** Whether its rows stand in lines that its owner can look up. */
const hasLines = (table: OpenText): boolean => ['CSV', 'XLSX'].includes(table.reading().format);

/** What the file's format or frame said of a column already. */
function withoutTwins(findings: readonly Finding[]): Finding[] {
  const about = (wanted: Finding['code']) =>
    findings.flatMap(({ code, column }) => (code === wanted ? [column] : []));
  const indexes = new Set(about('UNNAMED_INDEX'));
  const nested = about('NESTED_VALUES');
  return findings.filter(({ code, column }, at) => {
    if (code === 'IDENTIFIER') return !indexes.has(column);
    const first = findings.findIndex((other) => other.code === code && other.column === column);
    return code !== 'NESTED_VALUES' || first === at || nested.length < 2;
  });
}

/** The same bytes are another dataset where they are to be read in another way. */
function datasetId(sha256: string, reading: TableReadingOptions | null | undefined): string {
  const asked = checkReading(reading);
  if (!isOverruled(asked)) return sha256;
  const { encoding, delimiter, header, skipLines, sheet } = asked;
  const overruled = JSON.stringify([encoding, delimiter, header, skipLines, sheet]);
  return createHash('sha256').update(`${sha256}\n${overruled}`).digest('hex');
}
