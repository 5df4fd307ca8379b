import type { ModelSignature, SignatureColumn } from '../domain/manifest.js';
import { echo, echoAll, shorten } from '../domain/echo.js';
import { ownerColumn } from '../domain/owner-columns.js';
import { trainedRange } from './bounds.js';
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
  /** Rows of a file without a value, where it has the column. */
  empty: number;
  /** Rows whose value is beyond the {@link Bounds} of the column. */
  beyond: number;
  readonly beyondExamples: string[];
}

/** Counts what the input lacked, or held that training never saw, column by column. */
export class InputFaults {
  readonly columns: readonly ColumnFaults[];

  constructor(columns: number) {
    this.columns = Array.from({ length: columns }, () => ({
      ...{ absent: 0, strange: 0, empty: 0, beyond: 0 },
      examples: [],
      beyondExamples: [],
    }));
  }

  noteAbsent(column: number, rows = 1): void {
    this.#at(column).absent += rows;
  }

  noteStrange(column: number, text: string, rows = 1): void {
    const faults = this.#at(column);
    faults.strange += rows;
    if (faults.examples.length < MAX_EXAMPLES) addExample(faults.examples, text);
  }

  noteEmpty(column: number, rows: number): void {
    this.#at(column).empty += rows;
  }

  /** @param textOf of the value; asked for as long as examples are wanted */
  noteBeyond(column: number, textOf: () => string): void {
    const faults = this.#at(column);
    faults.beyond++;
    if (faults.beyondExamples.length < MAX_EXAMPLES) addExample(faults.beyondExamples, textOf());
  }

  /** Adds what was found in a later part of the input. */
  merge(others: readonly ColumnFaults[]): void {
    for (const [column, other] of others.entries()) {
      const faults = this.#at(column);
      faults.absent += other.absent;
      faults.strange += other.strange;
      faults.empty += other.empty;
      faults.beyond += other.beyond;
      for (const example of other.examples) addExample(faults.examples, example);
      for (const example of other.beyondExamples) addExample(faults.beyondExamples, example);
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
      const { absent, strange, examples, empty, beyond, beyondExamples } = this.#at(index);
      const owner = ownerColumn(column);
      const found: PredictionWarning[] = [];
      const add = (
        code: PredictionWarningCode,
        count: number,
        message: string,
        such: readonly string[] = [],
      ) => found.push({ code, column: owner, rows: count, examples: [...such], message });
      const name = names.get(owner) ?? owner;
      if (name !== owner) add('RENAMED_COLUMN', rows - absent, renamedMessage(owner, name), [shorten(name)]);
      if (absent > 0) add('MISSING_COLUMN', absent, absentMessage(owner, absent, rows, similar.get(owner)));
      if (strange > 0) {
        const { code, message } = explainStrange(column, strange, examples);
        add(code, strange, message, examples);
      }
      if (empty === rows && rows > 0) {
        add(
          'EMPTY_COLUMN',
          rows,
          `Column ${echo(name)} is empty in the whole input; its values count as missing.`,
        );
      }
      if (beyond > 0) {
        const { code, message } = explainBeyond(column, beyond, beyondExamples);
        add(code, beyond, message, beyondExamples);
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

const renamedMessage = (column: string, name: string): string =>
  `Column ${echo(column)} is read from ${echo(name)}, which differs only in case, spaces or punctuation.`;

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
  const message =
    `Column ${echo(ownerColumn(column))} holds ${what} in ${rowCount(rows)} (${some(examples)}); ` +
    `${rows === 1 ? 'it counts' : 'they count'} as missing.${levelsHint(column, examples)}`;
  return { code, message };
}

const rowCount = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);

function some(examples: readonly string[]): string {
  const such = examples.slice(0, 2).map((example) => JSON.stringify(example));
  return `${such.join(', ')}${examples.length > such.length ? ', …' : ''}`;
}

function explainBeyond(
  column: SignatureColumn,
  rows: number,
  examples: readonly string[],
): { code: PredictionWarningCode; message: string } {
  const what = `Column ${echo(ownerColumn(column))} is`;
  if (column.type === 'TIME') {
    const last = new Date(trainedRange(column)?.max ?? 0).toISOString().slice(0, 10);
    const message = `${what} later than the last day of training (${last}) in ${rowCount(rows)} (${some(examples)}); the model has not learned what came after it.`;
    return { code: 'LATER_THAN_TRAINING', message };
  }
  const range = trainedRange(column) ?? { min: 0, max: 0 };
  const [min, max] = [range.min, range.max].map((end) => Number(end.toPrecision(6)));
  const message = `${what} far outside the values of training (${min} to ${max}) in ${rowCount(rows)} (${some(examples)}). Check their unit; the model has not learned from such values.`;
  return { code: 'OUT_OF_RANGE', message };
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
