import type { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-minimal';

/** RFC 3339 in and out. */
export const DateTime: GraphQLScalarType = GraphQLDateTime;

/** One JSON object; keys and values are the client's. */
export const JSONObject: GraphQLScalarType = GraphQLJSONObject;

/** A file of a GraphQL multipart request; resolvers get a promise of a `FileUpload`. */
export const Upload: GraphQLScalarType = GraphQLUpload;
