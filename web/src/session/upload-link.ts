import { ApolloLink, Observable } from '@apollo/client';
import { ServerError } from '@apollo/client/errors';
import { print } from 'graphql';

/** Context of an operation that uploads. */
export interface UploadContext {
  /** Bytes sent so far, and in all; called while the file goes up. */
  readonly onUploadProgress?: (sent: number, total: number) => void;
  /** Aborting it ends the upload. */
  readonly uploadSignal?: AbortSignal;
}

export function isUpload(operation: ApolloLink.Operation): boolean {
  return operation.variables['file'] instanceof Blob;
}

/**
 * Sends an operation whose variable `file` is a file, by the GraphQL multipart request protocol
 * (https://github.com/jaydenseric/graphql-multipart-request-spec). XMLHttpRequest, because fetch tells nothing of the
 * bytes that have gone up.
 */
export function createUploadLink(token: string | null): ApolloLink {
  return new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        const { onUploadProgress, uploadSignal } = operation.getContext() as UploadContext;
        const request = new XMLHttpRequest();
        const abort = () => request.abort();
        request.open('POST', '/graphql');
        request.setRequestHeader('accept', 'application/graphql-response+json, application/json');
        // Apollo Server refuses a multipart request without a header that no plain form can set.
        request.setRequestHeader('apollo-require-preflight', 'true');
        if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
        request.upload.onprogress = ({ loaded, total }) => onUploadProgress?.(loaded, total);
        request.onload = () => {
          try {
            observer.next(readAnswer(request));
            observer.complete();
          } catch (error) {
            observer.error(error);
          }
        };
        request.onerror = () =>
          observer.error(new TypeError('The connection was lost during the upload. Try again.'));
        request.onabort = () => observer.error(new DOMException('The upload was cancelled.', 'AbortError'));
        uploadSignal?.addEventListener('abort', abort, { once: true });
        request.send(multipart(operation));
        return () => {
          uploadSignal?.removeEventListener('abort', abort);
          request.abort();
        };
      }),
  );
}

function multipart({ query, operationName, variables }: ApolloLink.Operation): FormData {
  const { file, ...others } = variables;
  const form = new FormData();
  const operations = { operationName, query: print(query), variables: { ...others, file: null } };
  form.append('operations', JSON.stringify(operations));
  form.append('map', JSON.stringify({ 0: ['variables.file'] }));
  form.append('0', file as Blob);
  return form;
}

function readAnswer(request: XMLHttpRequest): ApolloLink.Result {
  let answer: unknown;
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    answer = null;
  }
  if (typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer)) {
    return answer as ApolloLink.Result;
  }
  throw new ServerError(`The server answered ${request.status} ${request.statusText}.`, {
    response: new Response(null, { status: Math.max(200, request.status) }),
    bodyText: request.responseText,
  });
}
