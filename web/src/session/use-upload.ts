import { useRef, useState } from 'react';
import type { UploadContext } from './upload-link.js';

export interface UploadProgress {
  readonly fileName: string;
  /** Bytes. */
  readonly sent: number;
  readonly total: number;
}

/**
 * An upload with its progress, its error and a way to cancel it.
 * @param send sends the file with the context of its operation, which tells of the bytes and ends when cancelled
 * @returns `upload` answers null where it was refused or cancelled.
 */
export function useUpload<Answer>(send: (file: File, context: UploadContext) => Promise<Answer | null>) {
  const [progress, setProgress] = useState<UploadProgress>();
  const [error, setError] = useState<unknown>();
  const abort = useRef<AbortController>(undefined);

  const upload = async (file: File): Promise<Answer | null> => {
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    setProgress({ fileName: file.name, sent: 0, total: file.size });
    try {
      return await send(file, {
        uploadSignal: controller.signal,
        onUploadProgress: (sent, total) => setProgress({ fileName: file.name, sent, total }),
      });
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
      return null;
    } finally {
      setProgress(undefined);
    }
  };

  return { upload, progress, error, cancel: () => abort.current?.abort() };
}
