import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** The variables that config.ts reads, each with its default where that is a number. */
const settings = new Map<string, number | undefined>();
for (const [, name = '', schema = ''] of read('src/config.ts').matchAll(
  /^ {2}([A-Z][A-Z0-9_]+): ([^]*?)(?=,\n {2}[A-Z]|,\n\}\))/gm,
)) {
  const number = /(?:integer|positive|default)\((-?[\d._]+)/.exec(schema)?.[1]?.replaceAll('_', '');
  settings.set(name, number === undefined ? undefined : Number(number));
}

/** The cells of a page's table rows. */
const rowsOf = (page: string): string[][] =>
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
const variablesIn = (cell: string) => [...cell.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = '']) => name);
const numbersIn = (cell: string) =>
  [...cell.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([text]) => Number(text.replaceAll(',', '')));

describe('the README', () => {
  const configuration = read('README.md').split('## Configuration')[1]?.split('\n## ')[0] ?? '';
  const documented = new Map<string, number | undefined>();
  for (const [names = '', defaults = ''] of rowsOf(configuration)) {
    const values = defaults.split(', ').map((text) => numbersIn(text)[0]);
    for (const [index, name] of variablesIn(names).entries()) documented.set(name, values[index]);
  }

  test('names every setting, and no other', () => {
    // Of other programs: where the cache is by the rules of the desktop, and what the SDK of OpenTelemetry reads.
    const others = (name: string) => name.startsWith('XDG_') || name.startsWith('OTEL_');
    const names = [...settings.keys()].filter((name) => !others(name));
    expect([...documented.keys()].filter((name) => !others(name)).toSorted()).toEqual(names.toSorted());
  });

  test('says its default', () => {
    const numeric = [...settings].filter(([, value]) => value !== undefined);
    expect(numeric.length).toBeGreaterThan(15);
    for (const [name, value] of numeric) expect([name, documented.get(name)]).toEqual([name, value]);
  });
});

describe('SECURITY.md', () => {
  const limits = read('SECURITY.md').split('## Limits')[1] ?? '';
  const documented = new Map<string, number | undefined>();
  for (const [, defaults = '', names = ''] of rowsOf(limits)) {
    const values = defaults.split(';').map((text) => numbersIn(text)[0]);
    for (const [index, name] of variablesIn(names).entries()) documented.set(name, values[index]);
  }

  test('lists every limit with its default, and none that is not there', () => {
    const isLimit = (name: string) =>
      /^(MAX|MIN)_|_LIMIT$|_TIMEOUT_SECS$|^CONCURRENCY$|_TTL_SECS$/.test(name);
    const expected = [...settings].filter(([name]) => isLimit(name));
    expect(expected.length).toBeGreaterThan(8);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(expected));
  });
});

describe('docs/operations.md', () => {
  const tests = [...read('docs/operations.md').matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file);

  test.each([...new Set(tests)])('names a test that there is: %s', (file) => {
    expect(existsSync(new URL(file, root))).toBe(true);
  });

  test('says for each fault what forces it', () => {
    const faults = read('docs/operations.md').split('## What is promised')[1]?.split('\n## ')[0] ?? '';
    const [, , ...rows] = rowsOf(faults);
    expect(rows.length).toBeGreaterThan(15);
    for (const [fault, , forcedBy] of rows)
      expect([fault, forcedBy]).toEqual([fault, expect.stringContaining('test/')]);
  });
});
