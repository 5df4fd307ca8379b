import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import { echo, echoAll, shorten } from '../domain/echo.js';
import { ownerColumn } from '../domain/owner-columns.js';
import { foldLabel } from '../csv/cells/read-label.js';
import type { MatchedNames } from './match-names.js';
import type { PredictionWarning, PredictionWarningCode } from './prediction-service.js';

const MAX_EXAMPLES = 5;

/** What was wrong with one column of the signature; plain data, so that a worker thread can send it. */
export interface ColumnFaults {
  /** Rows without the column. */
  absent: number;
  /** Rows whose value is no number, no time, or none of the levels. */
  strange: number;
  /** Some of those values, each once. */
  readonly examples: string[];
}

/** Counts what the input lacked, or held that training never saw, column by column. */
export class InputFaults {
  readonly columns: readonly ColumnFaults[];

  constructor(columns: number) {
    this.columns = Array.from({ length: columns }, () => ({ absent: 0, strange: 0, examples: [] }));
  }

  noteAbsent(column: number, rows = 1): void {
    this.#at(column).absent += rows;
  }

  noteStrange(column: number, text: string, rows = 1): void {
    const faults = this.#at(column);
    faults.strange += rows;
    if (faults.examples.length < MAX_EXAMPLES) addExample(faults.examples, text);
  }

  /** Adds what was found in a later part of the input. */
  merge(others: readonly ColumnFaults[]): void {
    for (const [column, other] of others.entries()) {
      const faults = this.#at(column);
      faults.absent += other.absent;
      faults.strange += other.strange;
      for (const example of other.examples) addExample(faults.examples, example);
    }
  }

  /** One warning a column and code, in the order of the signature. */
  warnings(
    signature: ModelSignature,
    rows: number,
    { found: names, similar }: MatchedNames = NO_NAMES,
  ): PredictionWarning[] {
    return signature.columns.flatMap((column, index) => {
      // Its cells were looked at as those of the column itself, or for the first of its parts.
      if (isRepeated(signature, column, index)) return [];
      const { absent, strange, examples } = this.#at(index);
      const found: PredictionWarning[] = [];
      const name = names.get(ownerColumn(column)) ?? ownerColumn(column);
      if (name !== ownerColumn(column)) found.push(renamed(ownerColumn(column), name, rows - absent));
      if (absent > 0) {
        const message = absentMessage(ownerColumn(column), absent, rows, similar.get(ownerColumn(column)));
        found.push({
          code: 'MISSING_COLUMN',
          column: ownerColumn(column),
          rows: absent,
          examples: [],
          message,
        });
      }
      if (strange > 0) {
        const { code, message } = explainStrange(column, strange, examples);
        found.push({ code, column: ownerColumn(column), rows: strange, examples: [...examples], message });
      }
      return found;
    });
  }

  #at(column: number): ColumnFaults {
    const faults = this.columns[column];
    if (faults === undefined) throw new RangeError(`The signature has no column ${column}.`);
    return faults;
  }
}

const isRepeated = ({ columns }: ModelSignature, column: SignatureColumn, index: number): boolean =>
  columns.findIndex((one) => ownerColumn(one) === ownerColumn(column)) < index;

function addExample(examples: string[], text: string): void {
  const example = shorten(text);
  if (examples.length < MAX_EXAMPLES && !examples.includes(example)) examples.push(example);
}

const NO_NAMES: MatchedNames = { found: new Map(), similar: new Map() };

function renamed(column: string, name: string, rows: number): PredictionWarning {
  const message = `Column ${echo(column)} is read from ${echo(name)}, which differs only in case, spaces or punctuation.`;
  return { code: 'RENAMED_COLUMN', column, rows, examples: [shorten(name)], message };
}

function absentMessage(column: string, absent: number, rows: number, similar: string | undefined): string {
  const where = absent === rows ? 'from the input' : `from ${absent} of ${rows} rows`;
  const hint = similar === undefined ? '' : ` The input has ${echo(similar)}: rename it if that is meant.`;
  return `Column ${echo(column)} is missing ${where}; its values count as missing.${hint}`;
}

function explainStrange(
  column: SignatureColumn,
  rows: number,
  examples: readonly string[],
): { code: PredictionWarningCode; message: string } {
  const [code, what] = STRANGE[column.derived ? 'TIME' : column.type];
  const such = examples.slice(0, 2).map((example) => JSON.stringify(example));
  const message =
    `Column ${echo(ownerColumn(column))} holds ${what} in ${rows === 1 ? '1 row' : `${rows} rows`} ` +
    `(${such.join(', ')}${examples.length > such.length ? ', …' : ''}); ${rows === 1 ? 'it counts' : 'they count'} as missing.${levelsHint(column, examples)}`;
  return { code, message };
}

const MOST_LEVELS_NAMED = 10;

/** What a category would take; and where a label differs in its spelling only, which one is meant. */
function levelsHint({ levels, derived }: SignatureColumn, examples: readonly string[]): string {
  if (levels === null || derived) return '';
  const spellings = new Map(levels.map((level) => [foldLabel(level), level]));
  for (const example of examples) {
    const level = spellings.get(foldLabel(example.trim()));
    if (level !== undefined) return ` ${echo(example)} differs only in its spelling from ${echo(level)}.`;
  }
  return ` The labels are ${echoAll(levels, MOST_LEVELS_NAMED)}.`;
}

const STRANGE: Readonly<Record<SignatureColumn['type'], readonly [PredictionWarningCode, string]>> = {
  CATEGORICAL: ['UNSEEN_LEVEL', 'values that training never saw'],
  NUMERIC: ['NOT_A_NUMBER', 'text that is no number'],
  TIME: ['NOT_A_NUMBER', 'text that is no date or time'],
};
