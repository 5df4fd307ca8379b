import type { ReportBlock, ReportDocument } from './document.js';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0.5rem 0; display: block; overflow-x: auto; }
th, td { text-align: left; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
td { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
meter { width: 12rem; }
pre { overflow-x: auto; padding: 0.8rem; border: 1px solid #8884; }
`;

/** One page that needs nothing else and runs no script; whatever a table holds stays text. */
export function asHtml({ title, sections }: ReportDocument): string {
  const body = sections.map(
    (section) =>
      `<section>\n<h2>${escape(section.title)}</h2>\n${section.blocks.map(block).join('\n')}\n</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escape(title)}</h1>
${body.join('\n')}
</body>
</html>
`;
}

function block(part: ReportBlock): string {
  switch (part.kind) {
    case 'text':
      return `<p>${escape(part.text)}</p>`;
    case 'list':
      return `<ul>${part.items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
    case 'code':
      return `<pre><code>${escape(part.text)}</code></pre>`;
    case 'table':
      return table(
        part.head,
        part.rows.map((row) => row.map(escape)),
      );
    case 'bars': {
      const rows = part.rows.map(({ label, value, share }) => [
        escape(label),
        escape(value),
        `<meter value="${share.toFixed(4)}">${(100 * share).toFixed(0)} %</meter>`,
      ]);
      return `<p>${escape(part.caption)}</p>\n${table([], rows)}`;
    }
  }
}

/** @param rows of escaped cells; the first of each names the row. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const top =
    head.length > 0
      ? `<thead><tr>${head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead>`
      : '';
  const line = ([first = '', ...others]: readonly string[]): string =>
    `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  return `<table>${top}<tbody>${rows.map(line).join('')}</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
