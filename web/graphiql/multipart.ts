import type { FetcherParams } from '@graphiql/toolkit';
import type { UploadVariable } from './upload-variables';

export interface FilesOfVariable {
  readonly variable: UploadVariable;
  readonly files: readonly File[];
}

/**
 * The body of a GraphQL multipart request: the operation with null in the place of each file, a map from each part to
 * its place, then the files in the order of the map
 * (https://github.com/jaydenseric/graphql-multipart-request-spec).
 */
export function multipartBody(params: FetcherParams, chosen: readonly FilesOfVariable[]): FormData {
  const variables = { ...(params.variables as Record<string, unknown> | undefined) };
  const parts: { place: string; file: File }[] = [];
  for (const { variable, files } of chosen) {
    const { name, isList } = variable;
    variables[name] = isList ? files.map(() => null) : null;
    const used = isList ? files : files.slice(0, 1);
    for (const [index, file] of used.entries()) {
      parts.push({ place: `variables.${name}${isList ? `.${index}` : ''}`, file });
    }
  }
  const body = new FormData();
  const { query, operationName } = params;
  body.append('operations', JSON.stringify({ query, operationName, variables }));
  body.append('map', JSON.stringify(Object.fromEntries(parts.map(({ place }, index) => [index, [place]]))));
  for (const [index, { file }] of parts.entries()) body.append(String(index), file, file.name);
  return body;
}
