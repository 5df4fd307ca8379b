import { rm } from 'node:fs/promises';
import type { ColumnProfile } from '../../domain/column-profile.js';
import type { FindingCode } from '../../domain/finding.js';
import type { TimePart } from '../../domain/time-part.js';
import type { ProblemType } from '../../domain/training-options.js';
import type { SampleColumn, TrainingSample } from '../../domain/training-sample.js';
import { cellWriter, type CellWriter } from '../../csv/cells/cell-writer.js';
import { csvCell } from '../../csv/records/csv-line.js';
import { findInColumns, type ColumnFindings } from '../advice/column-findings.js';
import { adviceRows } from '../advice/target-advice.js';
import { auxiliaryColumns, requireFit } from './auxiliary-columns.js';
import { chooseFeatures, withTimeParts, type WrittenColumn } from './features.js';
import type { SpooledTable } from './overrule.js';
import { decideProblemType, requireLabels, requireRows } from '../advice/problem-type.js';
import { readAllRows, readHead, readRows } from './read-rows.js';
import { sampleFindings } from './sample-findings.js';
import { ignoredNames, type SampleRequest } from './sample-request.js';
import type { Draw, TargetSampler } from './target-sampler.js';
import { writeFile } from '../../storage/write-file.js';

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
  const auxiliary = auxiliaryColumns(table.columns, target, request);
  const response = table.columns.find((column) => column.name === target) as ColumnProfile;
  const labelOf = cellWriter(response);
  const classes = sampler.classes(labelOf);
  const problemType = decideProblemType(
    request.problemType,
    response,
    classes && classes.size,
    table.findings,
  );
  requireFit(request, problemType);
  const found = await findColumns(table, target, problemType, request);
  const { features, textColumns } = chooseFeatures(
    table.columns,
    table.findings,
    target,
    request,
    found.leftOut,
  );
  const { rows, rowsWithTarget } = sampler.count(labelOf);
  requireRows(target, rowsWithTarget);
  const isClass = problemType !== 'REGRESSION' && classes !== null;
  if (isClass) requireLabels(target, sampler.longestLabel);
  const draw = isClass ? sampler.drawByClass(classes) : sampler.drawEvenly(labelOf);
  const kept = table.columns.filter(
    (column) => column === response || features.includes(column) || auxiliary.includes(column),
  );
  const written = withTimeParts(
    kept,
    target,
    table.columns.map(({ name }) => name),
  );
  const rowsUsed = await writeSample(table, written, target, draw, request.outFile, signal);
  return {
    file: request.outFile,
    columns: written.map(({ profile, name, derived }): SampleColumn => ({
      name,
      type: derived ? partType(derived.part) : trainedType(profile, profile === response, isClass),
      ...(profile.format ? { format: profile.format } : {}),
      ...(derived ? { derived } : rangeOf(profile)),
      ...(!features.includes(profile) && profile !== response && { auxiliary: true }),
    })),
    target,
    problemType,
    rowsTotal: rows,
    rowsUsed,
    rowsWithoutTarget: rows - rowsWithTarget,
    textColumns,
    findings: [
      ...sampleFindings(table.findings, target, request).filter(
        ({ code, column }) => !JUDGED_HERE.has(code) || textColumns.includes(column ?? ''),
      ),
      ...found.findings,
    ],
  };
}

/** Of these a task says by itself what became of the column. */
const JUDGED_HERE: ReadonlySet<FindingCode> = new Set<FindingCode>(['CONSTANT', 'IDENTIFIER']);

/** What the first rows say of the columns, beside the findings on the table. */
async function findColumns(
  { file, columns, findings }: SpooledTable,
  target: string,
  problemType: ProblemType,
  request: SampleRequest,
): Promise<ColumnFindings> {
  const indexes = findings.flatMap(({ code, column }) =>
    code === 'UNNAMED_INDEX' && column ? [column] : [],
  );
  return findInColumns(columns, await readHead(file, columns, adviceRows(columns.length)), {
    target,
    choice: request.problemType,
    problemType,
    ignored: new Set([...ignoredNames(request), ...indexes, request.weightColumn ?? '']),
    included: new Set(request.includeColumns ?? []),
    validation: request.validation?.kind ?? 'RANDOM',
    known: findings,
  });
}

function rangeOf({ type, min, max }: ColumnProfile): Pick<SampleColumn, 'range'> {
  return (type === 'NUMERIC' || type === 'TIME') && min !== null && max !== null
    ? { range: { min, max } }
    : {};
}

/** A class is always a category to the engine: it takes numbers in the response for a regression. */
function trainedType({ type }: ColumnProfile, isResponse: boolean, isClass: boolean): SampleColumn['type'] {
  if (isResponse) return isClass ? 'CATEGORICAL' : 'NUMERIC';
  return type === 'TEXT' ? 'CATEGORICAL' : type;
}

/** Weekdays have no order that a line could follow: the weekend is high or low whatever the days before it are. */
const partType = (part: TimePart): SampleColumn['type'] => (part === 'weekday' ? 'CATEGORICAL' : 'NUMERIC');

/** @returns the number of rows written */
async function writeSample(
  table: SpooledTable,
  columns: readonly WrittenColumn[],
  targetName: string,
  draw: Draw,
  outFile: string,
  signal?: AbortSignal,
): Promise<number> {
  const cells = columns.map(({ profile, derived }): [number, CellWriter] => [
    table.columns.indexOf(profile),
    cellWriter({ ...profile, derived }),
  ]);
  const target = columns.findIndex(({ name }) => name === targetName);
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
