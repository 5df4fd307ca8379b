/** Files are large: the last ones are enough to read one again in another way. */
const KEPT = 3;
const files = new Map<string, File>();

/** Remembers, for as long as the page lives, the file that a dataset was read from. */
export function rememberFile(datasetId: string, file: File): void {
  files.delete(datasetId);
  files.set(datasetId, file);
  for (const oldest of files.keys()) {
    if (files.size <= KEPT) break;
    files.delete(oldest);
  }
}

export function recentFile(datasetId: string): File | undefined {
  return files.get(datasetId);
}
