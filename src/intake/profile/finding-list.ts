import { echo } from '../../domain/echo.js';
import { MAX_EXAMPLES, type Finding, type FindingCode, type Severity } from '../../domain/finding.js';
import type { CellExamples } from './cell-examples.js';

/** The line of the file in which a row begins, 1-based; null where that is not known. */
export type LineOf = (row: number) => number | null;

/** The findings on one column. */
export class FindingList {
  readonly all: Finding[] = [];
  readonly #column: string;
  readonly #lineOf: LineOf;

  constructor(column: string, lineOf: LineOf) {
    this.#column = column;
    this.#lineOf = lineOf;
  }

  /** Where the first of some cells stands. */
  place({ firstRow }: CellExamples): string {
    const line = this.#lineOf(firstRow);
    return `first in ${line === null ? `row ${firstRow + 1}` : `line ${line}`}`;
  }

  add(
    code: FindingCode,
    severity: Severity,
    { rows, texts }: { readonly rows: number | null; readonly texts: readonly string[] },
    message: string,
  ): void {
    const examples = texts.slice(0, MAX_EXAMPLES);
    this.all.push({ code, severity, column: this.#column, rows, examples, message });
  }
}

/** Some cells as the subject of a sentence, with its verb. */
export const cells = (rows: number): string => (rows === 1 ? '1 cell is' : `${rows} cells are`);
/** The first of some texts. */
export const one = ({ texts }: { texts: readonly string[] }): string => echo(texts[0] ?? '');
/** The first few of some texts. */
export const some = ({ texts }: { texts: readonly string[] }): string =>
  texts.slice(0, 3).map(echo).join(', ');
