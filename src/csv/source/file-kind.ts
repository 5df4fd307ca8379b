/** First bytes of files that people take for a CSV, or pack one in. Source: the formats' own specifications. */
const MAGIC: readonly (readonly [begins: string, kind: string, advice: string])[] = [
  [
    'd0cf11e0a1b11ae1',
    'an old Excel workbook (.xls), or one with a password',
    'Save it as .xlsx or CSV, without a password,',
  ],
  [hex('PARE'), 'an encrypted Parquet file', 'Write it without encryption'],
  [hex('ARROW1'), 'an Arrow (Feather) file', 'Convert it to Parquet or CSV'],
  [hex('FEA1'), 'a Feather file', 'Convert it to Parquet or CSV'],
  [hex('ORC'), 'an ORC file', 'Convert it to Parquet or CSV'],
  [hex('Obj\x01'), 'an Avro file', 'Convert it to Parquet or CSV'],
  [hex('SQLite format 3'), 'an SQLite database', 'Export the table as CSV'],
  ['894844460d0a1a0a', 'an HDF5 file', 'Export the table as Parquet or CSV'],
  [hex('\x93NUMPY'), 'a NumPy array', 'Save it as CSV (np.savetxt, with a header)'],
  [hex('$FL2'), 'an SPSS file', 'Export it as CSV'],
  [hex('$FL3'), 'an SPSS file', 'Export it as CSV'],
  [hex('<stata_dta>'), 'a Stata file', 'Export it as CSV (export delimited)'],
  [hex('RDX'), 'an R data file', 'Save the table as CSV (write.csv)'],
  [hex('RDA'), 'an R data file', 'Save the table as CSV (write.csv)'],
  ['580a00000003', 'an R data file', 'Save the table as CSV (write.csv)'],
  ...['8002', '8003', '8004', '8005'].map(
    (begins) => [begins, 'a Python pickle', 'Save the table as Parquet or CSV (df.to_csv)'] as const,
  ),
  [hex('%PDF'), 'a PDF document', 'Export the table as CSV'],
  ['1f8b', 'gzip data inside gzip data', 'Unpack it once'],
  [
    '28b52ffd',
    'zstd compressed, which this service cannot unpack (it takes Node.js 22.15)',
    'Unpack it, or use gzip',
  ],
  [hex('PK\x05\x06'), 'an empty zip archive', 'Put the table in it'],
  [hex('BZh9'), 'bzip2 compressed', 'Unpack it, or use gzip'],
  ['fd377a585a00', 'xz compressed', 'Unpack it, or use gzip'],
  ['377abcaf271c', 'a 7-Zip archive', 'Unpack it'],
  [hex('Rar!\x1a'), 'a RAR archive', 'Unpack it'],
  ['89504e470d0a1a0a', 'a PNG image', 'Send a table as CSV'],
  ['ffd8ff', 'a JPEG image', 'Send a table as CSV'],
  [hex('GIF89a'), 'a GIF image', 'Send a table as CSV'],
  ['49492a00', 'a TIFF image', 'Send a table as CSV'],
  ['4d4d002a', 'a TIFF image', 'Send a table as CSV'],
  ['7f454c46', 'a program', 'Send a table as CSV'],
  ['4d5a9000', 'a program', 'Send a table as CSV'],
];

function hex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex');
}

/** What a header of text may begin with as well. */
const isWord = (begins: string): boolean => /^[\w$ ]+$/.test(Buffer.from(begins, 'hex').toString('latin1'));

/** Whether the first bytes are such as no text has. */
export const isBinary = (head: Buffer): boolean =>
  head.subarray(0, 512).some((byte) => byte < 9 || (byte > 13 && byte < 27));

/** Where a tar archive has its mark. */
const TAR_OFFSET = 257;

/** What the file is where its first bytes give it away, as one sentence for the user; null for possible text. */
export function describeBinary(head: Buffer): string | null {
  const start = head.toString('hex', 0, 16);
  const found = MAGIC.find(([begins]) => start.startsWith(begins) && (!isWord(begins) || isBinary(head)));
  if (found === undefined && head.toString('latin1', TAR_OFFSET, TAR_OFFSET + 5) === 'ustar') {
    return 'This is a tar archive, not a CSV file. Unpack it and upload the table.';
  }
  return found === undefined ? null : `This is ${found[1]}, not a CSV file. ${found[2]} and upload that.`;
}
