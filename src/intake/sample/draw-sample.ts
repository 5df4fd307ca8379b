import { rm } from 'node:fs/promises';
import { echoAll } from '../../domain/echo.js';
import { BadUserInputError } from '../../errors.js';
import type { Finding } from '../../domain/finding.js';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { SampleColumn, TrainingSample } from '../../domain/training-sample.js';
import { cellWriter, type CellWriter } from '../../csv/cells/cell-writer.js';
import { csvCell } from '../../csv/records/csv-line.js';
import { decideProblemType, requireLabels, requireRows } from './problem-type.js';
import { readAllRows, readRows } from './read-rows.js';
import { ignoredNames, type SampleRequest } from './sample-request.js';
import type { Draw, TargetSampler } from './target-sampler.js';
import { writeFile } from '../../storage/write-file.js';

/** A table that was read to its end. */
export interface SpooledTable {
  readonly file: string;
  readonly columns: readonly ColumnProfile[];
  /** On the table; a column that is an index without a name is left out of training. Default: none. */
  readonly findings?: readonly Finding[];
}

/**
 * Decides the problem type, draws the rows and writes them as the engine wants them.
 * @throws {InvalidCsvError} {BadUserInputError} where the target or what is left of the table cannot be trained on
 */
export async function drawSample(
  table: SpooledTable,
  sampler: TargetSampler,
  target: string,
  request: SampleRequest,
  signal?: AbortSignal,
): Promise<TrainingSample> {
  const { features, textColumns } = chooseFeatures(table, target, request);
  const response = table.columns.find((column) => column.name === target) as ColumnProfile;
  const labelOf = cellWriter(response);
  const classes = sampler.classes(labelOf);
  const problemType = decideProblemType(request.problemType, response, classes && classes.size);
  const { rows, rowsWithTarget } = sampler.count(labelOf);
  requireRows(target, rowsWithTarget);
  const isClass = problemType !== 'REGRESSION' && classes !== null;
  if (isClass) requireLabels(target, sampler.longestLabel);
  const draw = isClass ? sampler.drawByClass(classes) : sampler.drawEvenly(labelOf);
  const written = [...features, response].sort((a, b) => table.columns.indexOf(a) - table.columns.indexOf(b));
  const rowsUsed = await writeSample(table, written, response, draw, request.outFile, signal);
  return {
    file: request.outFile,
    columns: written.map((column): SampleColumn => ({
      name: column.name,
      type: trainedType(column, response, isClass),
    })),
    target,
    problemType,
    rowsTotal: rows,
    rowsUsed,
    rowsWithoutTarget: rows - rowsWithTarget,
    textColumns,
    findings: (table.findings ?? []).filter(
      ({ code, column }) => code === 'UNNAMED_INDEX' && column !== target,
    ),
  };
}

/** Columns to learn from: neither the target, nor left out on request, nor free text, nor empty, nor an index without a name. */
function chooseFeatures(
  { columns, findings = [] }: SpooledTable,
  target: string,
  request: SampleRequest,
): { features: ColumnProfile[]; textColumns: string[] } {
  const indexes = findings.filter(({ code }) => code === 'UNNAMED_INDEX').map(({ column }) => column);
  const ignored = new Set<string | null>([...ignoredNames(request), ...indexes]);
  const candidates = columns.filter((column) => column.name !== target && !ignored.has(column.name));
  const textColumns = candidates.filter((column) => column.type === 'TEXT').map((column) => column.name);
  const features = candidates.filter((column) => column.type !== 'TEXT' && column.distinct > 0);
  if (features.length > 0) return { features, textColumns };
  const free = textColumns.length > 0 ? ` Free text is not learned from: ${echoAll(textColumns)}.` : '';
  throw new BadUserInputError(`No column is left to learn from besides the target.${free}`);
}

/** A class is always a category to the engine: it takes numbers in the response for a regression. */
function trainedType(column: ColumnProfile, response: ColumnProfile, isClass: boolean): SampleColumn['type'] {
  if (column === response) return isClass ? 'CATEGORICAL' : 'NUMERIC';
  return column.type === 'TEXT' ? 'CATEGORICAL' : column.type;
}

/** @returns the number of rows written */
async function writeSample(
  table: SpooledTable,
  columns: readonly ColumnProfile[],
  response: ColumnProfile,
  draw: Draw,
  outFile: string,
  signal?: AbortSignal,
): Promise<number> {
  const cells = columns.map((column): [number, CellWriter] => [
    table.columns.indexOf(column),
    cellWriter(column),
  ]);
  const target = columns.indexOf(response);
  const batches = draw === 'all' ? readAllRows(table.file, signal) : readRows(table.file, draw, signal);
  let rows = 0;
  async function* lines() {
    for await (const batch of batches) {
      let text = '';
      for (const record of batch) {
        const line = cells.map(([index, write]) => csvCell(write(record[index] ?? '')));
        if (line[target] === '') continue;
        text += `${line.join(',')}\n`;
        rows++;
      }
      yield text;
    }
  }
  try {
    await writeFile(outFile, lines(), signal);
  } catch (error) {
    await rm(outFile, { force: true });
    signal?.throwIfAborted();
    throw error;
  }
  return rows;
}
