import path from 'node:path';
import { Marked, type Tokens } from 'marked';
import type { Plugin } from 'vite';

const SUFFIX = '?page';

/** Turns `docs/<name>.md?page` into a module of `title` and `html` while building: browsers need no Markdown. */
export function markdownPages(): Plugin {
  return {
    name: 'markdown-pages',
    transform(source, id) {
      if (!id.endsWith(`.md${SUFFIX}`)) return null;
      const { title, html } = renderPage(source);
      return {
        code: `export const title = ${JSON.stringify(title)};\nexport const html = ${JSON.stringify(html)};\n`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}

/** @returns the text of the first heading, and the page below it. */
export function renderPage(source: string): { readonly title: string; readonly html: string } {
  const title = /^# (.+)$/m.exec(source)?.[1] ?? '';
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        return `<h${depth} id="${slug(text)}">${inner}</h${depth}>\n`;
      },
      table(token: Tokens.Table) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join('');
        const body = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
        const head = `<thead><tr>${cells(token.header, 'th')}</tr></thead>`;
        return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>${head}<tbody>${body}</tbody></table></div>\n`;
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const to = addressOf(href);
        return to === null ? inner : `<a href="${escapeHtml(to)}">${inner}</a>`;
      },
    },
  });
  const body = source.replace(/^# .+\n/m, '');
  return { title, html: marked.parse(body, { async: false }) };
}

/** Where a link of the docs leads in the app; null for a file of the repository, which the service does not serve. */
function addressOf(href: string): string | null {
  if (/^(?:https?:|#)/.test(href)) return href;
  const [file = '', anchor] = href.split('#');
  if (file.startsWith('..') || path.extname(file) !== '.md') return null;
  return `/docs/${path.basename(file, '.md')}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** As GitHub names a heading. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
