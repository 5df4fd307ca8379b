import type { ReportBlock, ReportDocument } from './document.js';

/** GitHub's Markdown. Whatever a table holds stays text: no HTML, link or formatting comes of it. */
export function asMarkdown({ title, sections }: ReportDocument): string {
  const parts = sections.map(
    (section) => `## ${inline(section.title)}\n\n${section.blocks.map(block).join('\n\n')}`,
  );
  return `# ${inline(title)}\n\n${parts.join('\n\n')}\n`;
}

function block(part: ReportBlock): string {
  switch (part.kind) {
    case 'text':
      return inline(part.text);
    case 'list':
      return part.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'code':
      return fenced(part.text);
    case 'table':
      return table(part.head, part.rows);
    case 'bars':
      return `${inline(part.caption)}\n\n${table(
        [],
        part.rows.map(({ label, value }) => [label, value]),
      )}`;
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = Math.max(head.length, ...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, index) => inline(cells[index] ?? '')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n');
}

/** A fence longer than any run of backticks in the text. */
function fenced(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}sh\n${text}\n${fence}`;
}

const inline = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>()#+!|~&-]/g, (character) => `\\${character}`);
