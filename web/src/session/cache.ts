import { InMemoryCache, type ApolloCache, type FieldFunctionOptions, type Reference } from '@apollo/client';

interface StoredConnection {
  readonly edges: readonly { readonly node: Reference }[];
  readonly [field: string]: unknown;
}

/** Tasks, datasets and columns are kept once each, however many queries and subscriptions tell of them. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Query: {
        fields: {
          tasks: { keyArgs: ['status', 'search', 'tag', 'target', 'sort'], merge: mergePages },
          datasets: { keyArgs: false, merge: mergePages },
        },
      },
      Task: { fields: { modelDetails: { merge: true } } },
      TaskOptions: { merge: true },
      Metrics: { merge: true },
      Dataset: {
        fields: {
          columns: { merge: false },
          findings: { merge: false },
          tasks: { keyArgs: false, merge: mergePages },
        },
      },
      Health: { merge: true },
    },
  });
}

/** Takes a task out of every list, and forgets it. */
export function forgetTask(cache: ApolloCache, id: string): void {
  const gone = cache.identify({ __typename: 'Task', id });
  cache.modify<{ tasks: StoredConnection }>({
    fields: {
      tasks: (connection) => {
        // A list may hold a part only of what it counts.
        if (!('edges' in connection)) return connection;
        const edges = connection.edges.filter(({ node }) => node.__ref !== gone);
        const left = connection.edges.length - edges.length;
        return { ...connection, edges, totalCount: Math.max(0, Number(connection['totalCount']) - left) };
      },
    },
  });
  cache.evict({ id: gone });
  cache.gc();
}

/**
 * A page with `after` goes below what is there. A first page that is read again goes on top: what it holds no longer
 * is gone, what lay below it stays, so that a list which scrolled far does not jump when a new task arrives.
 */
function mergePages(
  existing: StoredConnection | undefined,
  incoming: StoredConnection,
  { args }: Pick<FieldFunctionOptions, 'args'>,
): StoredConnection {
  if (!existing) return incoming;
  if (args?.['after'] != null) {
    const known = new Set(existing.edges.map(({ node }) => node.__ref));
    const fresh = incoming.edges.filter(({ node }) => !known.has(node.__ref));
    return { ...incoming, edges: [...existing.edges, ...fresh] };
  }
  // In any other order a task may have moved across the pages: they are read again.
  if (args?.['sort'] != null && args['sort'] !== 'NEWEST') return incoming;
  const last = incoming.edges.at(-1)?.node.__ref;
  const seam = existing.edges.findIndex(({ node }) => node.__ref === last);
  const below = seam === -1 ? [] : existing.edges.slice(seam + 1);
  if (below.length === 0) return incoming;
  return { ...incoming, edges: [...incoming.edges, ...below], pageInfo: existing['pageInfo'] };
}
