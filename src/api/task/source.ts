import { BadUserInputError } from '../../domain/errors.js';
import type { UploadedFile } from '../graphql/scalars.js';

export type TrainingSource =
  | { readonly kind: 'upload'; readonly file: UploadedFile }
  | { readonly kind: 'dataset'; readonly datasetId: string };

/** @throws {BadUserInputError} unless there is exactly one of the two. */
export function chooseSource(
  file: UploadedFile | null | undefined,
  datasetId: string | null | undefined,
): TrainingSource {
  if (file && datasetId == null) return { kind: 'upload', file };
  if (!file && datasetId != null) return { kind: 'dataset', datasetId };
  const found = file ? 'both' : 'neither';
  throw new BadUserInputError(`trainModel takes either a file or a datasetId; it got ${found}.`, {
    field: 'file',
  });
}
