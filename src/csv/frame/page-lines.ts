import type { CsvRecord } from '../records/parse-records.js';
import { filled, isRule } from './table-start.js';

/*
 * What programs that print tables put between the rows: rules (`-----`) and the numbers of pages.
 */

const WORDS = ['Page', 'PAGE', 'page', 'Seite', 'Página', 'Pagina', 'Strona'];
const RULES = ['---', '===', '___', '+--', '+=='];
const PAGE = /^(?:Page|Seite|P[aá]gina|Strona)[\s:]*\d+(?:\s*(?:of|von|de|di|sur|z|\/)\s*\d+)?$/i;
const LINE = new RegExp(`^[^\\p{L}\\d\\r\\n]{0,3}(?:[-=_+]{3}|(?:${WORDS.join('|')})[\\s:]*\\d)`, 'mu');

/** Whether some line of the text may be one of these. */
export const mayHavePageLines = (text: string): boolean => LINE.test(text);

/** How such lines start, after the start of the line. */
export const pageMarks = (delimiter: string): Buffer[] =>
  [...RULES, ...WORDS]
    .flatMap((mark) => [mark, `${delimiter}${mark}`, `"${mark}`])
    .map((mark) => Buffer.from(mark));

export const isPageLine = (cells: CsvRecord): boolean =>
  isRule(cells) || (filled(cells) === 1 && cells.some((cell) => PAGE.test(cell.trim())));
