import { useMutation } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { graphql } from '../gql/index.js';
import type { UploadContext } from '../session/upload-link.js';

const UPLOAD_DATASET = graphql(`
  mutation UploadDataset($file: Upload!) {
    uploadDataset(file: $file) {
      id
    }
  }
`);

export interface UploadProgress {
  readonly fileName: string;
  readonly sent: number;
  readonly total: number;
}

/** Sends a file up as a dataset and answers its id; null where it failed or was cancelled. */
export function useDatasetUpload() {
  const [mutate] = useMutation(UPLOAD_DATASET);
  const [progress, setProgress] = useState<UploadProgress>();
  const [error, setError] = useState<unknown>();
  const abort = useRef<AbortController>(undefined);

  const upload = async (file: File): Promise<string | null> => {
    const controller = new AbortController();
    abort.current = controller;
    setError(undefined);
    setProgress({ fileName: file.name, sent: 0, total: file.size });
    const context: UploadContext = {
      uploadSignal: controller.signal,
      onUploadProgress: (sent, total) => setProgress({ fileName: file.name, sent, total }),
    };
    try {
      const { data } = await mutate({
        variables: { file },
        context: { ...context },
        update: (cache) => cache.evict({ fieldName: 'datasets' }),
      });
      return data?.uploadDataset.id ?? null;
    } catch (failure) {
      if (!controller.signal.aborted) setError(failure);
      return null;
    } finally {
      setProgress(undefined);
    }
  };

  return { upload, progress, error, cancel: () => abort.current?.abort() };
}
