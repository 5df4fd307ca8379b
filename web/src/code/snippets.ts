export interface SnippetParts {
  /** Of the service, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly taskId: string;
  /** Values of one row, by column. */
  readonly row: Readonly<Record<string, string | number | null>>;
  /** True where the service wants a token: read from the environment, never written into code. */
  readonly needsToken: boolean;
}

export const LANGUAGES = ['curl', 'JavaScript', 'Python', 'GraphQL'] as const;
export type Language = (typeof LANGUAGES)[number];

const QUERY = `mutation Predict($taskId: ID!, $rows: [JSONObject!]!) {
  predictRows(taskId: $taskId, rows: $rows) {
    rows
    warnings {
      message
    }
  }
}`;

/** Code that predicts one row with a task's model; each runs as it is. */
export function snippet(language: Language, parts: SnippetParts): string {
  switch (language) {
    case 'curl':
      return curl(parts);
    case 'JavaScript':
      return javascript(parts);
    case 'Python':
      return python(parts);
    case 'GraphQL':
      return `${QUERY}\n\n# Variables\n${JSON.stringify(variables(parts), null, 2).replace(/^/gm, '# ')}\n`;
  }
}

const variables = ({ taskId, row }: SnippetParts) => ({ taskId, rows: [row] });

function curl(parts: SnippetParts): string {
  const { origin, taskId, needsToken } = parts;
  const url = shellQuoted(`${origin}/graphql`);
  const token = needsToken ? ` \\\n  -H "Authorization: Bearer $API_TOKEN"` : '';
  const body = shellQuoted(JSON.stringify({ query: oneLine(QUERY), variables: variables(parts) }));
  const operations = JSON.stringify({
    query:
      'mutation($taskId: ID!, $file: Upload!) { predict(taskId: $taskId, file: $file) { rowCount csvUrl } }',
    variables: { taskId, file: null },
  });
  return `# One row
curl -sS ${url} -H 'Content-Type: application/json'${token} \\
  -d ${body}

# A file: the CSV of predictions is at csvUrl
# curl -sS ${url} -H 'apollo-require-preflight: true'${token.replaceAll('\n', '\n# ')} \\
#   -F operations=${shellQuoted(operations)} \\
#   -F map='{"0":["variables.file"]}' -F 0=@rows.csv
`;
}

function javascript(parts: SnippetParts): string {
  const token = parts.needsToken ? '\n    Authorization: `Bearer ${process.env.API_TOKEN}`,' : '';
  return `const response = await fetch(${JSON.stringify(`${parts.origin}/graphql`)}, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/json',${token}
  },
  body: JSON.stringify({
    query: \`${QUERY.replaceAll('\n', '\n    ')}\`,
    variables: ${JSON.stringify(variables(parts), null, 2).replaceAll('\n', '\n    ')},
  }),
});
const { data, errors } = await response.json();
console.log(errors ?? data.predictRows.rows[0]);
`;
}

function python(parts: SnippetParts): string {
  const token = parts.needsToken
    ? '\n    headers={"Authorization": f"Bearer {os.environ[\'API_TOKEN\']}"},'
    : '';
  return `${parts.needsToken ? 'import os\n\n' : ''}import requests

query = """
${QUERY}
"""
response = requests.post(
    ${JSON.stringify(`${parts.origin}/graphql`)},${token}
    json={"query": query, "variables": ${pythonLiteral(variables(parts), '    ')}},
)
answer = response.json()
print(answer.get("errors") or answer["data"]["predictRows"]["rows"][0])
`;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** For a POSIX shell: nothing within single quotes is special but the quote itself. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** JSON is Python but for the three constants. */
function pythonLiteral(value: unknown, indent: string): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const items = Array.isArray(value)
    ? value.map((item) => pythonLiteral(item, inner))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${pythonLiteral(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}
