import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { renderPage } from '../../../web/markdown-pages.js';
import { pastedFile } from '../../../web/src/train/pasted-file.js';

const docs = path.resolve(import.meta.dirname, '../../../docs');

it('a page of the docs links to other pages of the app, and to nothing that the service does not serve', () => {
  const { title, html } = renderPage(
    '# The API\n\n## A task’s life\n\n[tasks](tasks.md#states), [schema](../schema.graphql), `a<b`\n\n| a |\n| - |\n| 1 |\n',
  );
  expect(title).toBe('The API');
  expect(html).toContain('<h2 id="a-tasks-life">');
  expect(html).toContain('<a href="/docs/tasks#states">tasks</a>, schema, <code>a&lt;b</code>');
  expect(html).toContain('<td>1</td>');
});

it('every page of the docs has a title, and every link leads to a page and a heading that exist', async () => {
  const names = (await readdir(docs)).filter((name) => name.endsWith('.md'));
  const pages = new Map<string, ReturnType<typeof renderPage>>(
    await Promise.all(
      names.map(async (name) => {
        return [
          `/docs/${path.basename(name, '.md')}`,
          renderPage(await readFile(path.join(docs, name), 'utf8')),
        ] as const;
      }),
    ),
  );
  for (const [from, { title, html }] of pages) {
    expect(title, from).not.toBe('');
    for (const [, href = ''] of html.matchAll(/<a href="([^"]*)"/g)) {
      if (href.startsWith('http')) continue;
      const [to = '', anchor] = href.split('#');
      const page = pages.get(to === '' ? from : to);
      expect(page, `${from} links to ${href}`).toBeDefined();
      if (anchor !== undefined) expect(page?.html, `${from} links to ${href}`).toContain(`id="${anchor}"`);
    }
  }
});

it('cells of a spreadsheet become a file, other text does not', async () => {
  const file = pastedFile('a\tb\r\n1\t2\r\n');
  expect([file?.name, await file?.text()]).toEqual(['pasted.tsv', 'a\tb\r\n1\t2\r\n']);
  expect(pastedFile('a;b\n1;2')?.name).toBe('pasted.csv');
  expect(pastedFile('one line, with a comma')).toBeNull();
  expect(pastedFile('a word\non two lines')).toBeNull();
});
