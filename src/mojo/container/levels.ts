import { InvalidMojoError } from './errors.js';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/**
 * Levels of a categorical column, one a line in the order of their index. Lines are not trimmed: blanks belong to the
 * level.
 *
 * @param escaped whether a backslash is an escape (`escape_domain_values` of model.ini).
 * @throws {InvalidMojoError} if there are not `count` of them.
 */
export function parseLevels(text: string, count: number, escaped: boolean): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== count) {
    throw new InvalidMojoError(`A domain file holds ${lines.length} levels in place of ${count}.`);
  }
  return escaped ? lines.map(unescape) : lines;
}

function unescape(line: string): string {
  return line.replace(/\\(.?)/gu, (_, character: string) => ESCAPES[character] ?? character);
}
