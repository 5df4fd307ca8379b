interface DocsPage {
  readonly title: string;
  /** Made from our own Markdown while building. */
  readonly html: string;
}

const modules = import.meta.glob<DocsPage>('../../../docs/*.md', { query: '?page' });

/** Pages in the order one reads them; others follow by name. */
const ORDER = [
  'intake',
  'training',
  'evaluation',
  'predicting',
  'tasks',
  'api',
  'operations',
  'engine',
  'mojo',
  'mojo-conformance',
  'performance',
  'architecture',
];

const loaders = new Map(
  Object.entries(modules).map(([path, load]) => [path.split('/').at(-1)?.replace('.md', '') ?? '', load]),
);

/** Names of the pages. */
export const DOCS: readonly string[] = [
  ...ORDER.filter((name) => loaders.has(name)),
  ...[...loaders.keys()].filter((name) => !ORDER.includes(name)).sort(),
];

/** @returns null where there is no such page. */
export async function loadDocsPage(name: string): Promise<DocsPage | null> {
  return (await loaders.get(name)?.()) ?? null;
}
