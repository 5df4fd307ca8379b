import type { FileMetaData, SchemaElement } from 'hyparquet';
import type { ColumnType } from '../../../domain/training-sample.js';
import { bigIntOf, decimalText, instantText } from './decimal.js';

/** A column of the file's root, and what a value of it is as text. */
export interface ParquetColumn {
  readonly name: string;
  /** null: the cells decide, as they do in text. */
  readonly type: ColumnType | null;
  readonly text: (value: unknown) => string;
}

const DAY_SECONDS = 86_400n;
const PER_SECOND = { MILLIS: 1000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };

/**
 * The columns, and the schema without those of its types whose values the reader would round (decimals, instants) or
 * refuse: they come as the integers and bytes they are stored as.
 */
export function columnKinds(metadata: FileMetaData): { columns: ParquetColumn[]; schema: SchemaElement[] } {
  const columns: ParquetColumn[] = [];
  const schema: SchemaElement[] = [];
  let children = metadata.schema[0]?.num_children ?? 0;
  let nested = 0;
  for (const [index, element] of metadata.schema.entries()) {
    const isRoot = index === 0;
    const isTop = !isRoot && nested === 0;
    const isFlat = isTop && element.type !== undefined && element.repetition_type !== 'REPEATED';
    const column = isFlat ? kindOf(element) : null;
    if (isTop) columns.push(column ?? { name: element.name, type: null, text: nestedText });
    schema.push(column === null || !column.isRaw ? element : withoutTypes(element));
    if (isRoot) continue;
    if (isTop) children--;
    else nested--;
    nested += element.num_children ?? 0;
    if (children < 0) break;
  }
  return { columns, schema };
}

function withoutTypes(element: SchemaElement): SchemaElement {
  const stored = { ...element };
  delete stored.converted_type;
  delete stored.logical_type;
  return stored;
}

type Kind = ParquetColumn & { readonly isRaw: boolean };

function kindOf(element: SchemaElement): Kind {
  const { name, type, converted_type: converted, logical_type: logical } = element;
  const kind = (columnType: ColumnType | null, isRaw: boolean, text: (value: unknown) => string): Kind => ({
    name,
    type: columnType,
    isRaw,
    text: (value) => (value === null || value === undefined ? '' : text(value)),
  });
  const integer = (value: unknown) => (typeof value === 'bigint' ? value : BigInt(Number(value)));
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return kind('NUMERIC', true, (value) =>
      decimalText(value instanceof Uint8Array ? bigIntOf(value) : integer(value), scale),
    );
  }
  if (converted === 'DATE' || logical?.type === 'DATE') {
    return kind('TIME', true, (value) => instantText(integer(value) * DAY_SECONDS, 1n).slice(0, -9));
  }
  const unit = unitOf(element);
  if (unit !== null) {
    const isInstant = converted?.startsWith('TIMESTAMP') ?? logical?.type === 'TIMESTAMP';
    return isInstant
      ? kind('TIME', true, (value) => instantText(integer(value), unit))
      : kind('NUMERIC', true, (value) => numberText(Number(integer(value)) / Number(unit)));
  }
  switch (type) {
    case 'INT96':
      return kind('TIME', false, String);
    case 'BOOLEAN':
      return kind('CATEGORICAL', false, String);
    case 'FLOAT':
      return kind('NUMERIC', false, floatText);
    case 'INT64':
      // Beyond what a double holds they are ids.
      return kind(null, false, numberText);
    case 'INT32':
    case 'DOUBLE':
      return kind('NUMERIC', false, numberText);
    default:
      if (logical?.type === 'FLOAT16') return kind('NUMERIC', false, numberText);
      return kind(null, converted === 'BSON' || converted === 'INTERVAL', nestedText);
  }
}

/** Parts of a second that an instant or a clock time is counted in; null for anything else. */
function unitOf({ converted_type: converted, logical_type: logical }: SchemaElement): bigint | null {
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') return PER_SECOND[logical.unit];
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIME_MILLIS') return PER_SECOND.MILLIS;
  if (converted === 'TIMESTAMP_MICROS' || converted === 'TIME_MICROS') return PER_SECOND.MICROS;
  return null;
}

/** No number and no infinity is no value. */
function numberText(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value) ? '' : String(value);
}

/** The shortest digits that are the same float of 32 bits. */
function floatText(value: unknown): string {
  const number = Number(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === number) return numberText(short);
  }
  return numberText(number);
}

function nestedText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}
