const FORMULA_STARTS = new Set(['=', '+', '-', '@', '\t', '\r']);
const NUMBER = /^[+-]?(?:\d[\d.,' ]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?\s?[%€$£]?$/;
const SIGNS = /^[-+]+$/;

/** Whether a spreadsheet would compute the cell rather than show it. A negative number is none, nor is a dash. */
function isFormula(text: string): boolean {
  if (text.length < 2 || !FORMULA_STARTS.has(text.charAt(0))) return false;
  return !NUMBER.test(text) && !SIGNS.test(text);
}

/** The cell with an apostrophe before it where it is a formula: spreadsheets then show it as it is. */
export const inert = (text: string): string => (isFormula(text) ? `'${text}` : text);
