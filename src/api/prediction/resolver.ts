import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { BadUserInputError } from '../../domain/errors.js';
import type { JsonRow, Prediction } from '../../prediction/prediction-service.js';
import type { ApiContext } from '../operation/context.js';
import { LIFETIME } from '../access/download-links.js';
import { COSTS } from '../operation/limits.js';
import { observePrediction } from '../operation/observer.js';
import { readingOptions, TableReadingInput } from '../graphql/reading-types.js';
import { checkRange } from '../../jobs/ranges.js';
import { JSONObject, Upload, type UploadedFile } from '../graphql/scalars.js';
import { openInput } from './input.js';
import { INTERVAL, readOverrides, THRESHOLD } from './overrides.js';
import { PredictionType } from './types.js';

const STANDARD_LIMIT = 1000;
/** An answer is held in memory whole; beyond this, `csvUrl` streams. */
const LIMITS = { min: 0, max: 100_000 };
const EXPLAINED = { min: 1, max: 1000 };
/** As many columns as a table has at most. */
const MAX_KEPT = 10_000;
/** Contributions in one answer, counting each column of each row. */
const MAX_CONTRIBUTIONS = 1_000_000;
const CONTRIBUTIONS =
  'Explain each row by the columns, this many of them, that moved its score most, 1 to 1000; DEEP_LEARNING and STACKED_ENSEMBLE by sampling. null: no explanation.';

@Resolver(() => PredictionType)
export class PredictionResolver {
  @Mutation(() => PredictionType, {
    description: "Scores a table with the task's saved model: an upload, or a dataset.",
    complexity: COSTS.work,
  })
  async predict(
    @Arg('taskId', () => ID, { description: 'A task that is DONE.' }) taskId: string,
    @Arg('file', () => Upload, {
      nullable: true,
      description:
        'A table with a header (CSV, XLSX, Parquet or JSON lines, also packed), by the GraphQL multipart request protocol: columns in any order, extra ones ignored.',
    })
    file: UploadedFile | null,
    @Arg('datasetId', () => ID, { nullable: true, description: 'In place of `file`: a dataset.' })
    datasetId: string | null,
    @Arg('limit', () => Int, {
      nullable: true,
      defaultValue: STANDARD_LIMIT,
      description: 'Rows in the answer at most, 0 to 100000. All of them are at `csvUrl`.',
    })
    limit: number | null,
    @Arg('strict', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Refuse input that does not fit the model, instead of warning.',
    })
    strict: boolean | null,
    @Arg('contributions', () => Int, {
      nullable: true,
      description: `${CONTRIBUTIONS} They are in the CSV too.`,
    })
    contributions: number | null,
    @Arg('keep', () => [String], {
      nullable: true,
      defaultValue: [],
      description:
        'Columns of the input that stand before each prediction, in `rows` (as text) and in the CSV; `["*"]` keeps all.',
    })
    keep: string[] | null,
    @Arg('formulas', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description:
        'Write text that begins like a formula (`=`, `+`, `-`, `@`) to the CSV as it is. By default it gets an apostrophe before it, so that no spreadsheet computes it.',
    })
    formulas: boolean | null,
    @Arg('reading', () => TableReadingInput, {
      nullable: true,
      description: 'Overrides how the file is read. Default: as that of the training was, where that fits.',
    })
    reading: TableReadingInput | null,
    @Arg('threshold', () => Float, { nullable: true, description: THRESHOLD })
    threshold: number | null,
    @Arg('interval', () => Float, { nullable: true, description: INTERVAL })
    interval: number | null,
    @Ctx() context: ApiContext,
  ): Promise<Prediction> {
    const { predictions, signal, budget, observer } = context;
    const rowLimit = limit ?? STANDARD_LIMIT;
    checkRange('limit', rowLimit, LIMITS);
    const explained = checkContributions(contributions, rowLimit);
    const overrides = await readOverrides(taskId, threshold, interval, context);
    const input = await openInput('predict', file, datasetId, context);
    const upload = { ...input, reading: readingOptions(reading) ?? input.reading };
    const scoring = predictions.predictCsv(taskId, upload, {
      limit: rowLimit,
      strict: strict ?? false,
      contributions: explained,
      keep: checkKeep(keep ?? []),
      formulas: formulas ?? false,
      overrides,
      signal,
    });
    const prediction = await observePrediction(observer, 'file', scoring);
    // Rows are alike; the whole is measured once more when it is sent.
    budget.charge(prediction.rows.length * JSON.stringify(prediction.rows[0] ?? {}).length);
    return prediction;
  }

  @Mutation(() => PredictionType, {
    description: 'Scores rows given in the request.',
    complexity: COSTS.work,
  })
  async predictRows(
    @Arg('taskId', () => ID, { description: 'A task that is DONE.' }) taskId: string,
    @Arg('rows', () => [JSONObject], {
      description: 'One object a row, by column name: numbers, text, booleans, or null for a missing value.',
    })
    rows: JsonRow[],
    @Arg('strict', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Refuse rows that do not fit the model, instead of warning.',
    })
    strict: boolean | null,
    @Arg('contributions', () => Int, { nullable: true, description: CONTRIBUTIONS })
    contributions: number | null,
    @Arg('threshold', () => Float, { nullable: true, description: THRESHOLD })
    threshold: number | null,
    @Arg('interval', () => Float, { nullable: true, description: INTERVAL })
    interval: number | null,
    @Ctx() context: ApiContext,
  ): Promise<Prediction> {
    const { predictions, signal, observer } = context;
    if (rows.length === 0) {
      throw new BadUserInputError('rows: the list is empty. Give at least one row.', { field: 'rows' });
    }
    const scoring = predictions.predictRows(taskId, rows, {
      strict: strict ?? false,
      contributions: checkContributions(contributions, rows.length),
      overrides: await readOverrides(taskId, threshold, interval, context),
      signal,
    });
    return observePrediction(observer, 'rows', scoring);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `All rows as CSV, in input order; expires. null where none was kept. With an API token in force the link is signed, and works ${LIFETIME}.`,
  })
  csvUrl(@Root() prediction: Prediction, @Ctx() context: ApiContext): string | null {
    const { csvId } = prediction;
    return csvId === null ? null : context.origin + context.links.predictionCsv(csvId);
  }
}

/** @throws {BadUserInputError} for more names than a table has columns */
function checkKeep(keep: string[]): string[] {
  if (keep.length <= MAX_KEPT) return keep;
  throw new BadUserInputError(`keep: ${keep.length} columns are too many; ${MAX_KEPT} are the most.`, {
    field: 'keep',
  });
}

/** @throws {BadUserInputError} where an answer with so many rows would be too large */
function checkContributions(asked: number | null | undefined, rows: number): number {
  if (asked === null || asked === undefined) return 0;
  checkRange('contributions', asked, EXPLAINED);
  if (asked * rows <= MAX_CONTRIBUTIONS) return asked;
  throw new BadUserInputError(
    `contributions: ${asked} columns of ${rows} rows are too many for one answer; ${MAX_CONTRIBUTIONS} in all are the most. ` +
      'Ask for fewer columns or rows; the CSV of `predict` has those of all rows, whatever `limit` is.',
    { field: 'contributions' },
  );
}
