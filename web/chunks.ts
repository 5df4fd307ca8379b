import path from 'node:path';
import type { Rolldown } from 'vite';

const GRAPHIQL = ['index.html', 'main.tsx'].map((file) => path.join(import.meta.dirname, 'graphiql', file));

type NameOf = Extract<Rolldown.CodeSplittingGroup['name'], (...args: never[]) => unknown>;
type Context = Parameters<NameOf>[1];

/**
 * What each page of the app needs is one file. Split by the sets of pages that share something, as by default, it is
 * forty, and each costs a request and its headers. What GraphiQL needs as well stays apart, so that it loads no more.
 */
export function chunkGroups(): Rolldown.CodeSplittingGroup[] {
  let ofGraphiql: ReadonlySet<string> | undefined;
  const shared: NameOf = (id, context) => {
    ofGraphiql ??= reachableFrom(GRAPHIQL, context);
    return ofGraphiql.has(id) ? 'shared' : null;
  };
  return [
    { name: shared, debugName: 'shared', tags: ['$initial'], entriesAware: true, priority: 2 },
    { name: 'app', tags: ['$initial'], priority: 1 },
  ];
}

function reachableFrom(entries: readonly string[], context: Context): ReadonlySet<string> {
  const seen = new Set(entries);
  for (const id of seen) {
    const info = context.getModuleInfo(id);
    for (const next of [...(info?.importedIds ?? []), ...(info?.dynamicallyImportedIds ?? [])])
      seen.add(next);
  }
  return seen;
}
