/**
 * The cells of a spreadsheet as a file: what lies on the clipboard is text with tabs between cells.
 * @returns null where the text is no table of two lines and two columns at least.
 */
export function pastedFile(text: string): File | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [header = ''] = lines;
  if (lines.length < 2) return null;
  if (header.includes('\t')) return new File([text], 'pasted.tsv', { type: 'text/tab-separated-values' });
  return /[,;|]/.test(header) ? new File([text], 'pasted.csv', { type: 'text/csv' }) : null;
}
