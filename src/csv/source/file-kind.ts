/** First bytes of files that people take for a CSV, or pack one in. Source: the formats' own specifications. */
const MAGIC: readonly (readonly [bytes: Buffer, kind: string, advice: string])[] = [
  [
    Buffer.from('PK\x03\x04'),
    'a zip archive or an Excel workbook (.xlsx)',
    'Unpack it, or save the sheet as CSV',
  ],
  [Buffer.from('d0cf11e0', 'hex'), 'an old Excel workbook (.xls)', 'Save the sheet as CSV'],
  [Buffer.from('PAR1'), 'a Parquet file', 'Convert it to CSV'],
  [Buffer.from('ARROW1'), 'an Arrow file', 'Convert it to CSV'],
  [Buffer.from('SQLite format 3'), 'an SQLite database', 'Export the table as CSV'],
  [Buffer.from('%PDF'), 'a PDF document', 'Export the table as CSV'],
  [Buffer.from('1f8b', 'hex'), 'gzip data inside gzip data', 'Unpack it once'],
  [Buffer.from('28b52ffd', 'hex'), 'zstd compressed', 'Unpack it, or use gzip'],
  [Buffer.from('BZh'), 'bzip2 compressed', 'Unpack it, or use gzip'],
  [Buffer.from('fd377a585a00', 'hex'), 'xz compressed', 'Unpack it, or use gzip'],
  [Buffer.from('377abcaf271c', 'hex'), 'a 7-Zip archive', 'Unpack it'],
  [Buffer.from('89504e47', 'hex'), 'a PNG image', 'Send a table as CSV'],
  [Buffer.from('ffd8ff', 'hex'), 'a JPEG image', 'Send a table as CSV'],
];

/** What the file is where its first bytes give it away, as one sentence for the user; null for possible text. */
export function describeBinary(head: Buffer): string | null {
  const found = MAGIC.find(([magic]) => head.subarray(0, magic.length).equals(magic));
  return found === undefined ? null : `This is ${found[1]}, not a CSV file. ${found[2]} and upload that.`;
}
