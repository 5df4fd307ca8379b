import { BadUserInputError } from '../../domain/errors.js';
import type { CsvUpload } from '../../domain/csv-upload.js';
import type { ApiContext } from '../operation/context.js';
import type { UploadedFile } from '../graphql/scalars.js';

/**
 * The table that an operation reads: an upload, or one that was uploaded before.
 * @throws {BadUserInputError} unless one of the two is given @throws {DatasetNotFoundError}
 */
export async function openInput(
  operation: string,
  file: UploadedFile | null | undefined,
  datasetId: string | null | undefined,
  { uploads, library }: Pick<ApiContext, 'uploads' | 'library'>,
): Promise<CsvUpload> {
  if (file && datasetId == null) return uploads.open(file);
  if (!file && datasetId != null) return library.openFile(datasetId);
  const found = file ? 'both' : 'neither';
  throw new BadUserInputError(`${operation} takes either a file or a datasetId; it got ${found}.`, {
    field: 'file',
  });
}
