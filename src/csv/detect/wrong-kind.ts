import { InvalidCsvError } from '../../domain/errors.js';

/** Text that people send for a table: how it begins, what it is, and what to do. */
const KINDS: readonly (readonly [begins: RegExp, kind: string, advice: string])[] = [
  [
    /^version https:\/\/git-lfs\.github\.com\/spec\//,
    'a Git LFS pointer, not the file it stands for',
    'Fetch the file (`git lfs pull`) and upload that.',
  ],
  [
    /^<\?xml[^>]*>\s*<\?mso-application/,
    'an Excel 2003 XML workbook',
    'Open it in a spreadsheet, save it as .xlsx or CSV, and upload that.',
  ],
  [
    /^(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|script|div)\b/i,
    'an HTML page',
    'If it came from a link, sign in there and download the file itself; a table on a page can be copied into a spreadsheet and saved as CSV.',
  ],
  [
    /^<\?xml|^<[A-Za-z][\w:.-]*(?:\s[^<>]*)?\/?>/,
    'an XML document',
    'Export its records as CSV and upload that.',
  ],
  [/^\{\\rtf/, 'an RTF document', 'Save the table in it as CSV and upload that.'],
  [/^%!PS/, 'a PostScript document', 'Export the table as CSV and upload that.'],
  [/^BEGIN:V(?:CARD|CALENDAR)/, 'an address book or a calendar', 'Export it as CSV and upload that.'],
  [/^\s*@relation\s/i, 'an ARFF file', 'Save it as CSV (Weka: ArffViewer, Save as) and upload that.'],
  [
    /^(?:--[^\n]*\n|\/\*[\s\S]*?\*\/|\s)*(?:CREATE\s+(?:TABLE|DATABASE)|INSERT\s+INTO|DROP\s+TABLE)\s/i,
    'an SQL script',
    'Run it in a database and export the table as CSV.',
  ],
  [
    /^(?:%YAML|---\s*\n\s*[\w-]+:\s)/,
    'a YAML document',
    'Convert its records to CSV or JSON lines and upload that.',
  ],
];

/** What a text is where its beginning gives it away, as a sentence with what to do; null for a possible table. */
export function describeText(head: string): string | null {
  const text = head.trimStart();
  const found = KINDS.find(([begins]) => begins.test(text));
  return found === undefined ? null : `This is ${found[1]}, not a table. ${found[2]}`;
}

const LOOKED_AT = 20;
const FEWEST = 3;

/** Whether lines without any other delimiter fall into the same number of words, more than one. */
function isAligned(head: string): boolean {
  const lines = head
    .split(/\r\n|\n|\r/, LOOKED_AT + 1)
    .slice(0, LOOKED_AT)
    .filter((line) => line.trim() !== '');
  const counts = new Set(lines.map((line) => line.trim().split(/\s+/).length));
  const gaps = new Set(lines.map((line) => line.trim().split(/\s{2,}/).length));
  const even = (sizes: ReadonlySet<number>) => sizes.size === 1 && !sizes.has(1);
  return lines.length >= FEWEST && (even(counts) || even(gaps));
}

/** Delimiters of several characters, and such as may also be part of a text. */
const OTHER_DELIMITERS = ['||', '::', '##', ':', '/'];

/** What seems to stand between the cells: as often in each line, at least once; undefined: nothing. */
function otherDelimiter(head: string): string | undefined {
  const lines = head
    .split(/\r\n|\n|\r/, LOOKED_AT + 1)
    .slice(0, LOOKED_AT)
    .filter((line) => line.trim() !== '');
  return OTHER_DELIMITERS.find((delimiter) => {
    const counts = new Set(lines.map((line) => line.split(delimiter).length));
    return lines.length >= FEWEST && counts.size === 1 && !counts.has(1);
  });
}

/** A file whose rows have one cell each. */
export function oneColumn(head: string): InvalidCsvError {
  const delimiter = isAligned(head) ? undefined : otherDelimiter(head);
  if (delimiter !== undefined) {
    const ask =
      delimiter.length > 1 ? '' : `, or ask for it: reading: { delimiter: ${JSON.stringify(delimiter)} }`;
    return new InvalidCsvError(
      `The columns of this file seem to be separated by ${JSON.stringify(delimiter)}. Save it with commas or tabs between them${ask}.`,
      { line: 1 },
    );
  }
  return new InvalidCsvError(
    isAligned(head)
      ? 'The columns of this file are separated by spaces. Save it with commas or tabs between them, or ask for ' +
          'it: reading: { delimiter: " " } takes any run of spaces as one delimiter.'
      : 'The file has one column. A table for training has a target and at least one column to learn from, ' +
          'separated by commas, semicolons, tabs or pipes. Another delimiter can be named: reading: { delimiter: "…" }.',
    { line: 1 },
  );
}
