import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const GENERATED = path.join(import.meta.dirname, 'src/gql/graphql.ts');
const CALL = /\bgraphql\(\s*`\s*(?:(query|mutation|subscription)|fragment)\s+(\w+)[^`]*`\s*,?\s*\)/g;
const DOCUMENT = /^export const (\w+) = (\{.*\}) as unknown as DocumentNode</gm;

/**
 * Puts the parsed document in place of each `graphql(...)`. The generated module holds the operations of all pages, as
 * text and parsed, and every page would load it.
 */
export function inlineDocuments(): Plugin {
  let documents: ReadonlyMap<string, string> | undefined;
  return {
    name: 'inline-documents',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/web\/src\/.*\.tsx?$/.test(id) || id.includes('/gql/')) return null;
      const known = (documents ??= readDocuments());
      const inlined = code.replace(CALL, (call, operation: string | undefined, name: string) => {
        const document = known.get(`${name}${operation === undefined ? 'FragmentDoc' : 'Document'}`);
        if (document === undefined) throw new Error(`No generated document for ${call.slice(0, 80)}`);
        return document;
      });
      return inlined === code ? null : { code: inlined, map: null };
    },
  };
}

function readDocuments(): ReadonlyMap<string, string> {
  const text = readFileSync(GENERATED, 'utf8');
  return new Map(Array.from(text.matchAll(DOCUMENT), ([, name = '', document = '']) => [name, document]));
}
