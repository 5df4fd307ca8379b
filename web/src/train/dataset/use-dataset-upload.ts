import { useMutation } from '@apollo/client/react';
import { useRef } from 'react';
import { graphql } from '../../gql/index.js';
import type { TableReadingInput } from '../../gql/graphql.js';
import { useUpload } from '../../session/use-upload.js';
import { rememberFile } from './recent-files.js';

const UPLOAD_DATASET = graphql(`
  mutation UploadDataset($file: Upload!, $reading: TableReadingInput) {
    uploadDataset(file: $file, reading: $reading) {
      id
    }
  }
`);

/** Sends a file up as a dataset and answers its id; null where it failed or was cancelled. */
export function useDatasetUpload() {
  const [mutate] = useMutation(UPLOAD_DATASET);
  const asked = useRef<TableReadingInput | null>(null);
  const { upload, ...state } = useUpload(async (file, context) => {
    const { data } = await mutate({
      variables: { file, reading: asked.current },
      context: { ...context },
      update: (cache) => cache.evict({ fieldName: 'datasets' }),
    });
    const id = data?.uploadDataset.id ?? null;
    if (id !== null) rememberFile(id, file);
    return id;
  });
  return {
    ...state,
    /** @param reading how to read it; default: detected */
    upload: (file: File, reading: TableReadingInput | null = null) => {
      asked.current = reading;
      return upload(file);
    },
  };
}
