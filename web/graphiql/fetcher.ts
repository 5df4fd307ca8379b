import { createGraphiQLFetcher, type Fetcher, type FetcherOpts, type FetcherParams } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { authorization } from './authorization';
import { chosenFiles } from './chosen-files';
import { multipartBody, type FilesOfVariable } from './multipart';
import { tryParse, uploadVariables } from './upload-variables';

/**
 * Operations go as JSON, those with files as multipart, subscriptions over a WebSocket to the same address. The
 * browser's token and what stands in the headers editor go with each: with a WebSocket as its connection parameters.
 */
export function createFetcher(endpoint: URL): Fetcher {
  const socket = new URL(endpoint);
  socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
  const withoutFiles = createGraphiQLFetcher({
    url: endpoint.href,
    subscriptionUrl: socket.href,
    headers: authorization(),
    wsConnectionParams: authorization(),
    enableIncrementalDelivery: false,
  });
  return (params, options) => {
    const files = filesFor(params);
    return files.length > 0 ? upload(endpoint, params, files, options) : withoutFiles(params, options);
  };
}

function filesFor({ query, operationName }: FetcherParams): FilesOfVariable[] {
  const chosen = chosenFiles();
  return uploadVariables(tryParse(query), operationName)
    .map((variable) => ({ variable, files: chosen.get(variable.name) ?? [] }))
    .filter(({ files }) => files.length > 0);
}

async function upload(
  endpoint: URL,
  params: FetcherParams,
  files: readonly FilesOfVariable[],
  options: FetcherOpts | undefined,
): Promise<ExecutionResult> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      // Without it the service takes no form: any page of any site may send one.
      'apollo-require-preflight': 'true',
      ...authorization(),
      ...options?.headers,
    },
    body: multipartBody(params, files),
  });
  return (await response.json()) as ExecutionResult;
}
