import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print, type GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** The errors that a GraphQL answer held. */
export class GraphQLAnswerError extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.name = 'GraphQLAnswerError';
    this.errors = errors;
  }

  /** `extensions.code` of the first. */
  get code(): unknown {
    return this.errors[0]?.extensions?.['code'];
  }

  get extensions(): Record<string, unknown> {
    return this.errors[0]?.extensions ?? {};
  }
}

export interface Answer<Data = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly data?: Data | null; readonly errors?: readonly GraphQLFormattedError[] };
}

export interface ClientOptions {
  readonly token?: string;
}

/** A plain client: what a program without a GraphQL library would send. */
export class GraphQLClient {
  readonly endpoint: string;
  readonly #token: string | undefined;

  constructor(url: string, { token }: ClientOptions = {}) {
    this.endpoint = `${url}/graphql`;
    this.#token = token;
  }

  /** Answers `data`. Variables may hold Blobs (a File for its name); they go as a multipart request. */
  async request<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const { body } = await this.send<Data>(print(document), variables);
    if (body.errors) throw new GraphQLAnswerError(body.errors);
    return body.data as Data;
  }

  /** The same, for what the generated types would not let through; answers all there is. */
  async send<Data = Record<string, unknown>>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer<Data>> {
    const files = filesIn(variables);
    const body = JSON.stringify({ query, variables }, (_key, value: unknown) =>
      value instanceof Blob ? null : value,
    );
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: {
        ...this.authorization,
        ...(files.length > 0
          ? { 'apollo-require-preflight': 'true' }
          : { 'content-type': 'application/json' }),
      },
      body: files.length > 0 ? multipart(body, files) : body,
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer<Data>['body'],
    };
  }

  /** A WebSocket of its own; `dispose` it. */
  socket(): Client {
    return createClient({
      url: this.endpoint.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: this.authorization,
      retryAttempts: 0,
    });
  }

  get authorization(): Record<string, string> {
    return this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
  }
}

interface PlacedFile {
  readonly place: string;
  readonly file: Blob;
}

function filesIn(value: unknown, place = 'variables'): PlacedFile[] {
  if (value instanceof Blob) return [{ place, file: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => filesIn(inner, `${place}.${key}`));
}

function multipart(operations: string, files: readonly PlacedFile[]): FormData {
  const form = new FormData();
  form.append('operations', operations);
  form.append('map', JSON.stringify(Object.fromEntries(files.map(({ place }, index) => [index, [place]]))));
  for (const [index, { file }] of files.entries()) form.append(String(index), file);
  return form;
}
