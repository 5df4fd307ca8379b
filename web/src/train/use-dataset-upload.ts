import { useMutation } from '@apollo/client/react';
import { graphql } from '../gql/index.js';
import { useUpload } from '../session/use-upload.js';

const UPLOAD_DATASET = graphql(`
  mutation UploadDataset($file: Upload!) {
    uploadDataset(file: $file) {
      id
    }
  }
`);

/** Sends a file up as a dataset and answers its id; null where it failed or was cancelled. */
export function useDatasetUpload() {
  const [mutate] = useMutation(UPLOAD_DATASET);
  return useUpload(async (file, context) => {
    const { data } = await mutate({
      variables: { file },
      context: { ...context },
      update: (cache) => cache.evict({ fieldName: 'datasets' }),
    });
    return data?.uploadDataset.id ?? null;
  });
}
