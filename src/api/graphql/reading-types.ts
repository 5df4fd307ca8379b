import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { TableFormat, TableReading, TableReadingOptions } from '../../domain/table-reading.js';
import { enumType } from './enum-type.js';

const TableFormatEnum = enumType<TableFormat>('TableFormat', 'What a table came as.', {
  CSV: 'Text with a delimiter between cells.',
  XLSX: 'A sheet of an Excel workbook.',
  PARQUET: 'A Parquet file.',
  JSON_LINES: 'JSON objects, one for each row: a line each, or in an array.',
});

@ObjectType('TableReading', { description: 'How bytes became a table.' })
export class TableReadingType implements TableReading {
  @Field(() => TableFormatEnum, { description: 'What it came as, unpacked.' })
  format!: TableFormat;

  @Field(() => String, { nullable: true, description: 'Encoding of a text, such as `utf-8`.' })
  encoding!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands between the cells of a CSV.' })
  delimiter!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the first line of the table names the columns; otherwise they are C1, C2, …',
  })
  header!: boolean;

  @Field(() => Int, {
    description: 'Lines above the header, or the first row, that are no part of the table.',
  })
  skippedLines!: number;

  @Field(() => String, { nullable: true, description: 'The sheet of a workbook that was read.' })
  sheet!: string | null;

  @Field(() => [String], { description: 'All sheets of a workbook.' })
  sheets!: string[];
}

/** A dataset that was read by a version which did not say how. */
export const UNKNOWN_READING: TableReading = {
  format: 'CSV',
  encoding: null,
  delimiter: null,
  header: true,
  skippedLines: 0,
  sheet: null,
  sheets: [],
};

@InputType('TableReadingInput', {
  description: 'Overrides how a file is read. What is left out, or null, is detected.',
})
export class TableReadingInput {
  @Field(() => String, { nullable: true, description: 'IANA name, such as `windows-1252`.' })
  encoding?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'One character, such as `;` or `\\t`. A space stands for any run of spaces.',
  })
  delimiter?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the first line of the table names the columns.',
  })
  header?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Lines of the file above the table, 0 to 10000; nothing else is then taken for a title.',
  })
  skipLines?: number | null;

  @Field(() => String, { nullable: true, description: 'Sheet of a workbook, by name.' })
  sheet?: string | null;
}

/** The input with null for what was left out; null where nothing is asked for. */
export function readingOptions(input: TableReadingInput | null | undefined): TableReadingOptions | null {
  if (!input) return null;
  return {
    encoding: input.encoding ?? null,
    delimiter: input.delimiter ?? null,
    header: input.header ?? null,
    skipLines: input.skipLines ?? null,
    sheet: input.sheet ?? null,
  };
}
