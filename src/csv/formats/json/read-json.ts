import { StringDecoder } from 'node:string_decoder';
import { echo } from '../../../domain/echo.js';
import type { Finding } from '../../../domain/finding.js';
import { InvalidCsvError } from '../../../domain/errors.js';
import { MAX_RECORD_BYTES } from '../../records/parse-records.js';
import type { FormatTable } from '../format-table.js';
import { textOfRows, type NumberedRow } from '../row-text.js';
import { cellOf, JsonObjects, parseObject } from './json-values.js';

/** Objects whose members become the columns; a member that comes up later only has no column. */
const FIRST_OBJECTS = 1000;
const FIRST_CHARACTERS = 4 * 1024 * 1024;
const MAX_COLUMNS = 10_000;

const REMEDY =
  'Upload JSON lines (an object with the values of one row in each line), or an array of such objects; ' +
  'with pandas: df.to_json(path, orient="records", lines=True).';

/** Whether a text begins as JSON does, and no CSV. */
export const looksLikeJson = (head: string): boolean =>
  /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[{[\]]|$))/.test(head);

/** A JSON document that begins so is no table. */
function describeDocument(head: string): string | null {
  const isRows = /^\s*(?:\[\s*)?(?:[{\]]|$)/.test(head);
  if (!isRows) return `This is a JSON document of nested arrays, not a table. ${REMEDY}`;
  return null;
}

/**
 * Reads JSON lines, or an array of flat objects: a column for each name, in the order in which they come up.
 * @param text UTF-8
 * @throws {InvalidCsvError} here and from the text
 */
export async function openJson(text: AsyncIterable<Buffer>): Promise<FormatTable> {
  const rows = jsonRows(text);
  const names = new Map<string, number>();
  const first: JsonRow[] = [];
  let size = 0;
  let ended = false;
  while (first.length < FIRST_OBJECTS && size < FIRST_CHARACTERS) {
    const next = await rows.next();
    if (next.done) {
      ended = true;
      break;
    }
    for (const row of next.value) {
      first.push(row);
      size += row.size;
      for (const name of row.members.keys()) if (!names.has(name)) names.set(name, names.size);
      if (names.size > MAX_COLUMNS) {
        throw new InvalidCsvError(
          `The objects have more than ${MAX_COLUMNS} different names, which is the most. ${REMEDY}`,
        );
      }
    }
  }
  // One object whose members are all nested is a document, such as what pandas writes for columns.
  const [only] = first;
  if (
    ended &&
    first.length === 1 &&
    only &&
    [...only.members.values()].every((value) => typeof value === 'object')
  ) {
    throw new InvalidCsvError(`This is a JSON document, one nested object, not a table. ${REMEDY}`);
  }
  const list = ended && first.length === 1 && only ? listIn(only) : undefined;
  if (list !== undefined) {
    throw new InvalidCsvError(
      `This is a JSON document whose rows are in its member ${echo(list)}. Upload that list alone, as an array of objects.`,
    );
  }
  if (first.length === 0) throw new InvalidCsvError(`This JSON holds no objects, and so no rows. ${REMEDY}`);
  const notes: JsonNotes = { looked: first.length, nested: 0, late: 0, lateNames: new Set<string>() };
  return {
    format: 'JSON_LINES',
    text: textOfRows(asCells(names, first, rows, notes)),
    names: [...names.keys()],
    types: new Map(),
    sheet: null,
    sheets: [],
    findings: () => findings(notes),
  };
}

/** The member of a document that holds objects, as answers of web services do. */
function listIn({ members }: JsonRow): string | undefined {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  return [...members].find(
    ([, value]) => Array.isArray(value) && value.length > 1 && value.every(isObject),
  )?.[0];
}

interface JsonRow {
  readonly members: ReadonlyMap<string, unknown>;
  readonly size: number;
}

async function* jsonRows(text: AsyncIterable<Buffer>): AsyncGenerator<JsonRow[]> {
  const decoder = new StringDecoder('utf8');
  const objects = new JsonObjects();
  let isFirst = true;
  const read = (): JsonRow[] => {
    const rows: JsonRow[] = [];
    try {
      for (let object = objects.take(); object !== null; object = objects.take()) {
        rows.push({ members: parseObject(object), size: object.length });
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new InvalidCsvError(
        `Line ${objects.line} is no JSON object. ${REMEDY}`,
        { line: objects.line },
        { cause: error },
      );
    }
    if (objects.isOpen && objects.pending > MAX_RECORD_BYTES) {
      throw new InvalidCsvError(`The object at line ${objects.line} does not end. ${REMEDY}`, {
        line: objects.line,
      });
    }
    return rows;
  };
  for await (const chunk of text) {
    const piece = decoder.write(chunk);
    if (isFirst && piece.trim() !== '') {
      isFirst = false;
      const document = describeDocument(piece);
      if (document !== null) throw new InvalidCsvError(document);
    }
    objects.push(piece);
    const rows = read();
    if (rows.length > 0) yield rows;
  }
  objects.push(decoder.end());
  const rows = read();
  if (rows.length > 0) yield rows;
  if (objects.isOpen)
    throw new InvalidCsvError(`The object at line ${objects.line} does not end. ${REMEDY}`, {
      line: objects.line,
    });
}

interface JsonNotes {
  /** Objects from which the columns come. */
  readonly looked: number;
  nested: number;
  late: number;
  readonly lateNames: Set<string>;
}

async function* asCells(
  names: ReadonlyMap<string, number>,
  first: readonly JsonRow[],
  rest: AsyncGenerator<JsonRow[]>,
  notes: JsonNotes,
): AsyncGenerator<NumberedRow[]> {
  let number = 1;
  const width = names.size;
  const rowOf = ({ members }: JsonRow): NumberedRow => {
    const cells = Array<string>(width).fill('');
    let isLate = false;
    for (const [name, value] of members) {
      const column = names.get(name);
      if (column === undefined) {
        isLate = true;
        if (notes.lateNames.size < 5) notes.lateNames.add(name);
      } else cells[column] = cellOf(value);
      if (typeof value === 'object' && value !== null) notes.nested++;
    }
    if (isLate) notes.late++;
    return { number: ++number, cells };
  };
  yield [{ number: 1, cells: [...names.keys()] }];
  yield first.map(rowOf);
  for await (const batch of rest) yield batch.map(rowOf);
}

function findings({ looked, nested, late, lateNames }: JsonNotes): Finding[] {
  const found: Finding[] = [];
  if (nested > 0) {
    found.push({
      code: 'NESTED_VALUES',
      severity: 'INFO',
      column: null,
      rows: null,
      examples: [],
      message: `${nested} values are objects or lists; they are kept as JSON text. Give each part a column of its own to learn from it.`,
    });
  }
  if (late > 0) {
    found.push({
      code: 'UNNAMED_VALUES',
      severity: 'WARNING',
      column: null,
      rows: late,
      examples: [...lateNames],
      message: `${late} rows have members that the first ${looked} do not have, which were left out. Name them in the first object, with null.`,
    });
  }
  return found;
}
