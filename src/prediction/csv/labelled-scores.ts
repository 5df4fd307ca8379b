import type { FieldTable } from '../../csv/bytes/field-table.js';
import type { ModelSignature, SignatureColumn } from '../../domain/manifest.js';
import { InputFaults } from '../input-faults.js';
import type { LabelledScores, LabelSource } from '../labelled.js';
import type { EncodedRows, Scores } from '../scorer.js';
import { ColumnEncoder } from './column-encoder.js';

/** Labels that training never saw, to show. */
const MAX_EXAMPLES = 5;

/** Compares what a model says of the rows of one table with their target. */
export class LabelComparer {
  readonly #label: ColumnEncoder;
  readonly #isClass: boolean;
  readonly #classes: number;
  /** By feature: the latest time, or year, of the training; Infinity for what is no time. */
  readonly #latest: Float64Array;
  #target = new Float64Array();

  constructor({ columns }: ModelSignature, { column, place }: LabelSource, commaSeparated: boolean) {
    this.#label = new ColumnEncoder(column, 0, place, commaSeparated);
    this.#isClass = column.levels !== null;
    this.#classes = column.levels?.length ?? 0;
    this.#latest = Float64Array.from(columns, latestOf);
  }

  /** Rows without a prediction are left out, too. */
  compare(table: FieldTable, rows: EncodedRows, { count, labels, values }: Scores): LabelledScores {
    if (this.#target.length < count) this.#target = new Float64Array(count);
    const target = this.#target;
    const odd = new InputFaults(1);
    this.#label.encode(table, target, odd);
    const { strange = 0, examples = [] } = odd.columns[0] ?? {};
    const [actual, predicted] = [new Float64Array(count), new Float64Array(count)];
    const likelihoods = new Float64Array(labels ? count : 0);
    const second = new Float64Array(this.#classes === 2 ? count : 0);
    let known = 0;
    let missing = 0;
    for (let row = 0; row < count; row++) {
      const truth = target[row] as number;
      if (Number.isNaN(truth)) missing += 1;
      const said = labels ? (labels[row] as number) : (values[0]?.[row] ?? NaN);
      if (Number.isNaN(truth) || Number.isNaN(said) || (labels && said < 0)) continue;
      actual[known] = truth;
      predicted[known] = said;
      if (labels) likelihoods[known] = values[truth]?.[row] ?? NaN;
      if (second.length > 0) second[known] = values[1]?.[row] ?? NaN;
      known += 1;
    }
    return {
      rows: count,
      unlabelled: this.#isClass ? missing - strange : missing,
      unseen: this.#isClass ? strange : 0,
      unseenExamples: this.#isClass ? examples : [],
      actual: actual.subarray(0, known),
      predicted: predicted.subarray(0, known),
      likelihoods: likelihoods.subarray(0, known),
      second: second.subarray(0, known),
      later: Int32Array.from(this.#latest, (latest, feature) =>
        laterThan(latest, rows.columns[feature], count),
      ),
    };
  }
}

/** Parts of one table as one, in their order. */
export function joinLabelled(parts: readonly LabelledScores[]): LabelledScores {
  const sum = (of: (part: LabelledScores) => number): number =>
    parts.reduce((all, part) => all + of(part), 0);
  const later = new Int32Array(parts[0]?.later.length ?? 0);
  for (const part of parts)
    part.later.forEach((rows, feature) => (later[feature] = (later[feature] ?? 0) + rows));
  return {
    rows: sum(({ rows }) => rows),
    unlabelled: sum(({ unlabelled }) => unlabelled),
    unseen: sum(({ unseen }) => unseen),
    unseenExamples: [...new Set(parts.flatMap(({ unseenExamples }) => unseenExamples))].slice(
      0,
      MAX_EXAMPLES,
    ),
    actual: joined(parts.map(({ actual }) => actual)),
    predicted: joined(parts.map(({ predicted }) => predicted)),
    likelihoods: joined(parts.map(({ likelihoods }) => likelihoods)),
    second: joined(parts.map(({ second }) => second)),
    later,
  };
}

function latestOf({ type, derived, max }: SignatureColumn): number {
  const isTime = derived ? derived.part === 'year' : type === 'TIME';
  return isTime ? (max ?? Infinity) : Infinity;
}

function laterThan(latest: number, values: Float64Array | undefined, count: number): number {
  if (latest === Infinity || values === undefined) return 0;
  let rows = 0;
  for (let row = 0; row < count; row++) if ((values[row] as number) > latest) rows += 1;
  return rows;
}

function joined(arrays: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}
