import { BadUserInputError } from '../domain/errors.js';
import type { TableReading, TableReadingOptions } from '../domain/table-reading.js';
import { knownEncoding, type EncodingChoice } from './source/encoding.js';

/** Names for delimiters that are hard to write. */
const NAMED_DELIMITERS: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
  space: ' ',
};
const MAX_SKIPPED = 10_000;
const NO_OPTIONS: TableReadingOptions = {
  encoding: null,
  delimiter: null,
  header: null,
  skipLines: null,
  sheet: null,
};

/** The options with their values as this service writes them. @throws {BadUserInputError} */
export function checkReading(options: TableReadingOptions | null | undefined): TableReadingOptions {
  if (options === null || options === undefined) return NO_OPTIONS;
  const { header, skipLines, sheet } = options;
  if (skipLines !== null && !(Number.isInteger(skipLines) && skipLines >= 0 && skipLines <= MAX_SKIPPED)) {
    throw new BadUserInputError(
      `reading.skipLines: ${skipLines} is not a whole number from 0 to ${MAX_SKIPPED}.`,
      {
        field: 'skipLines',
      },
    );
  }
  return {
    encoding: checkEncoding(options.encoding),
    delimiter: checkDelimiter(options.delimiter),
    header,
    skipLines,
    sheet,
  };
}

function checkEncoding(name: string | null): string | null {
  if (name === null) return null;
  const encoding = knownEncoding(name);
  if (encoding !== null) return encoding;
  throw new BadUserInputError(
    `reading.encoding: ${JSON.stringify(name.slice(0, 50))} is not known. Give its IANA name, such as utf-8, windows-1252 or shift_jis.`,
    { field: 'encoding' },
  );
}

function checkDelimiter(text: string | null): string | null {
  if (text === null) return null;
  const delimiter = NAMED_DELIMITERS[text.toLowerCase()] ?? text;
  if (/^[^"'\r\n\p{L}\p{N}]$/u.test(delimiter) && delimiter.length === 1) return delimiter;
  throw new BadUserInputError(
    `reading.delimiter: ${JSON.stringify(text.slice(0, 50))} is not one character that may stand between cells, such as ; or \\t.`,
    { field: 'delimiter' },
  );
}

/** Whether anything is asked for. */
export const isOverruled = (options: TableReadingOptions): boolean =>
  Object.values(options).some((value) => value !== null);

/** @param like how a table of the same kind was read */
export function encodingChoice(options: TableReadingOptions, like: TableReading | null): EncodingChoice {
  const likely = like?.encoding?.startsWith('utf-') === false ? knownEncoding(like.encoding) : null;
  return { asked: options.encoding, likely };
}
