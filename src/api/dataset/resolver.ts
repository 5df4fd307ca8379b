import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { describeFormat } from '../../domain/describe-format.js';
import type { TableReading } from '../../domain/table-reading.js';
import type { Dataset, DatasetColumn } from '../../datasets/dataset.js';
import { connectionOf, PageArgs, pageSize, type Connection } from '../graphql/connection.js';
import type { ApiContext } from '../operation/context.js';
import { Cursors } from '../graphql/cursors.js';
import { COSTS } from '../operation/limits.js';
import { checkRange } from '../../jobs/ranges.js';
import { Upload, type UploadedFile } from '../graphql/scalars.js';
import {
  readingOptions,
  TableReadingInput,
  TableReadingType,
  UNKNOWN_READING,
} from '../graphql/reading-types.js';
import { DatasetColumnType, DatasetConnection, DatasetType } from './types.js';

const cursors = new Cursors('dataset', /^[0-9a-f]{64}$/);

const STANDARD_HEAD = 20;
const HEAD_SIZES = { min: 0, max: 1000 };

/** Quotes and comma of a cell, before its text is known. */
const CELL_BYTES = 3;

@Resolver(() => DatasetType)
export class DatasetResolver {
  @Query(() => DatasetType, {
    nullable: true,
    description: 'One dataset; null where there is none of that id.',
  })
  dataset(
    @Arg('id', () => ID, { description: 'Id of the dataset.' }) id: string,
    @Ctx() { library }: ApiContext,
  ): Dataset | null {
    return library.find(id);
  }

  @Query(() => DatasetConnection, {
    description: 'Newest first, as a Relay connection. Cursors stay good while datasets arrive.',
    complexity: COSTS.page,
  })
  datasets(@Args() page: PageArgs, @Ctx() { library }: ApiContext): Connection<Dataset> {
    const { after } = page;
    const { datasets, ...rest } = library.list({
      first: pageSize(page),
      after: after == null ? undefined : cursors.decode(after),
    });
    return connectionOf({ ...rest, nodes: datasets }, ({ id }) => cursors.encode(id), after);
  }

  @Mutation(() => DatasetType, {
    description: 'Reads a table and keeps it. The same bytes, read in the same way, are the same dataset.',
    complexity: COSTS.work,
  })
  async uploadDataset(
    @Arg('file', () => Upload, {
      description:
        'CSV, XLSX, Parquet or JSON lines, also packed, by the GraphQL multipart request protocol.',
    })
    file: UploadedFile,
    @Arg('reading', () => TableReadingInput, { nullable: true, description: 'Overrides how it is read.' })
    reading: TableReadingInput | null,
    @Ctx() { library, uploads, signal }: ApiContext,
  ): Promise<Dataset> {
    return library.store({ ...(await uploads.open(file)), reading: readingOptions(reading) }, signal);
  }

  @Mutation(() => ID, {
    description: 'Removes a dataset and answers its id. Refused while a task that has not ended needs it.',
    complexity: COSTS.work,
  })
  async deleteDataset(
    @Arg('id', () => ID, { description: 'Id of the dataset.' }) id: string,
    @Ctx() { library }: ApiContext,
  ): Promise<string> {
    await library.delete(id);
    return id;
  }

  @FieldResolver(() => TableReadingType, {
    description: 'How the file was read; each can be overruled with `reading`.',
  })
  reading(@Root() dataset: Dataset): TableReading {
    return dataset.reading ?? UNKNOWN_READING;
  }

  @FieldResolver(() => [[String]], {
    nullable: 'items',
    complexity: COSTS.rows,
    description: 'The first rows, as text; null for a missing value.',
  })
  async head(
    @Root() { id, rows: rowCount, columns }: Dataset,
    @Arg('rows', () => Int, {
      nullable: true,
      defaultValue: STANDARD_HEAD,
      description: 'How many rows at most, 0 to 1000.',
    })
    rows: number | null,
    @Ctx() { library, budget }: ApiContext,
  ): Promise<(string | null)[][]> {
    const wanted = rows ?? STANDARD_HEAD;
    checkRange('rows', wanted, HEAD_SIZES);
    budget.charge(Math.min(wanted, rowCount) * columns.length * CELL_BYTES);
    const head = await library.head(id, wanted);
    budget.charge(lengthOf(head));
    return head;
  }
}

function lengthOf(rows: readonly (readonly (string | null)[])[]): number {
  let length = 0;
  for (const row of rows) for (const cell of row) length += cell?.length ?? 0;
  return length;
}

@Resolver(() => DatasetColumnType)
export class DatasetColumnResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How its cells are written, such as `1.234,5 €`, `dd/MM/yyyy`, `yes / no` or `code`; null for plain text.',
  })
  format(@Root() { format }: DatasetColumn): string | null {
    return format ? describeFormat(format) : null;
  }

  @FieldResolver(() => Int, {
    description:
      'Rows whose cell is no value of the type, such as `<0.01` among numbers; they count as missing, and `findings` show some.',
  })
  odd(@Root() { odd }: DatasetColumn): number {
    return odd ?? 0;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Unit of its numbers, such as `%` or `€`; null where they have none.',
  })
  unit(@Root() { format }: DatasetColumn): string | null {
    return format?.kind === 'number' ? format.unit : null;
  }
}
