import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = (upload: string) => ({
  DateTime: 'string',
  ID: 'string',
  JSONObject: 'Record<string, unknown>',
  Upload: upload,
});

const client = (documents: string[], upload: string) => ({
  documents,
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false },
  config: {
    scalars: scalars(upload),
    useTypeImports: true,
    enumsAsTypes: true,
    strictScalars: true,
  },
});

/** Types of the operations that tests and the web app send, from the schema that the code emits. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  // Either may have no operations yet.
  ignoreNoDocuments: true,
  // Imports name the file that is there after the build: `./graphql.js`.
  importExtension: '.js',
  generates: {
    'test/support/gql/': client(['test/**/*.ts', '!test/support/gql/**'], 'Blob'),
    'web/src/gql/': client(['web/src/**/*.{ts,tsx}', '!web/src/gql/**'], 'File'),
  },
};

export default config;
