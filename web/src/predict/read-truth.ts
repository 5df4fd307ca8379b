import type { Signature } from './use-models.js';

/** A larger file is not read in the browser as well. */
const LARGEST_FILE = 50_000_000;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * The target's values in a file, a text a row; null where it has no such column, or cannot be read here: the service
 * reads more kinds of files than this does, and is asked in any case.
 */
export async function readTruth(
  file: File,
  { response, columns }: Signature,
): Promise<readonly string[] | null> {
  if (file.size > LARGEST_FILE) return null;
  const text = decode(await file.arrayBuffer());
  const end = text.search(/\r|\n/);
  const header = end === -1 ? text : text.slice(0, end);
  if (!header.includes(response.name)) return null;
  const { parse } = await import('csv-parse/browser/esm/sync');
  for (const delimiter of DELIMITERS) {
    if (!header.includes(delimiter)) continue;
    try {
      const [names = [], ...rows] = parse(text, { delimiter, skip_empty_lines: true, bom: true, trim: true });
      const at = names.indexOf(response.name);
      if (at !== -1 && columns.some(({ name }) => names.includes(name)))
        return rows.map((row) => row[at] ?? '');
    } catch {
      // Not this delimiter.
    }
  }
  return null;
}

function decode(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
