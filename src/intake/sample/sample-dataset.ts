import type { TrainingSample } from '../../domain/training-sample.js';
import { drawSample } from './draw-sample.js';
import { overrule, type SpooledTable } from './overrule.js';
import { readSpool } from './read-rows.js';
import { resolveTarget, type SampleRequest } from './sample-request.js';
import { TargetSampler } from './target-sampler.js';

/**
 * Draws a sample of a table that was spooled before.
 * @throws {InvalidCsvError} {BadUserInputError} where it cannot be trained on in the way asked for
 */
export async function sampleDataset(
  table: SpooledTable,
  request: SampleRequest,
  signal?: AbortSignal,
): Promise<TrainingSample> {
  const header = table.columns.map((column) => column.name);
  const target = resolveTarget(header, { ...request, target: request.target ?? defaultTarget(table) });
  const targetIndex = header.indexOf(target);
  const sampler = new TargetSampler(request.maxRows, request.seed);
  for await (const rows of readSpool(table.file, header, signal)) {
    if (rows.offset === null) throw new Error('A stored table is not as it was written.');
    sampler.add(rows, targetIndex, rows.offset, rows.records);
  }
  return drawSample(await overrule(table, request.columns ?? [], signal), sampler, target, request, signal);
}

/** The last column that has a name of its own and values. */
function defaultTarget({ columns }: SpooledTable): string | null {
  const numbered = columns.map(({ name }, index) => name === `C${index + 1}`);
  const hasNames = numbered.includes(false);
  return (
    columns.findLast(({ distinct }, index) => distinct > 0 && !(hasNames && numbered[index]))?.name ?? null
  );
}
