import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { GraphQLUpload, type FileUpload } from 'graphql-upload-minimal';

/** RFC 3339 in and out. */
export const DateTime: GraphQLScalarType = GraphQLDateTime;

/** One JSON object; keys and values are the client's. */
export const JSONObject: GraphQLScalarType = GraphQLJSONObject;

/** What a resolver gets for an Upload. Wrapped, because type-graphql would await a bare promise before the resolver runs. */
export interface UploadedFile {
  /** Rejects where the request turns out to lack the file. */
  readonly part: Promise<FileUpload>;
}

/** A file of a GraphQL multipart request. */
export const Upload = new GraphQLScalarType({
  ...GraphQLUpload.toConfig(),
  description: 'A file, sent by the GraphQL multipart request protocol.',
  parseValue: (value): UploadedFile => ({ part: GraphQLUpload.parseValue(value) as Promise<FileUpload> }),
});
