import type { ModelSignature } from '../domain/manifest.js';
import { cellReader, ODD, type CellReader } from '../csv/cells/cell-reader.js';
import type { Scores } from '../prediction/scorer.js';

/** Labels that training never saw, to show. */
const MAX_EXAMPLES = 5;

/** The rows of a table whose target is known, with what a model said of each. All arrays are by row. */
export interface LabelledScores {
  /** Rows of the table, also those without a target. */
  readonly rows: number;
  /** Rows left out because their target is missing, or no number. */
  readonly unlabelled: number;
  /** Rows left out because training never saw their class. */
  readonly unseen: number;
  /** At most 5 such classes. */
  readonly unseenExamples: readonly string[];
  /** Index of the class, or the value. */
  readonly actual: Float64Array;
  /** Index of the predicted class, or the predicted value. */
  readonly predicted: Float64Array;
  /** The probability that the row's own class was given; of a regression empty. */
  readonly likelihoods: Float64Array;
  /** Of two classes the probability of the second; else empty. */
  readonly second: Float64Array;
}

/** Collects scores and the cells of the target as they come; of each row it keeps a few numbers. */
export class LabelledScoresCollector {
  readonly #read: CellReader;
  readonly #classes: number;
  #rows = 0;
  #unlabelled = 0;
  #unseen = 0;
  readonly #examples = new Set<string>();
  readonly #actual: number[] = [];
  readonly #predicted: number[] = [];
  readonly #likelihoods: number[] = [];
  readonly #second: number[] = [];

  constructor({ response }: Pick<ModelSignature, 'response'>) {
    const { levels } = response;
    this.#read = cellReader({ type: levels ? 'CATEGORICAL' : 'NUMERIC', levels });
    this.#classes = levels?.length ?? 0;
  }

  /** @param cells of the target, by row, as they stand in the table. Rows without a prediction do not count. */
  add({ count, labels, values }: Scores, cells: readonly string[]): void {
    for (let row = 0; row < count; row++) {
      this.#rows += 1;
      const predicted = labels ? (labels[row] as number) : (values[0]?.[row] ?? NaN);
      const actual = this.#actualOf(cells[row] ?? '');
      if (Number.isNaN(actual) || Number.isNaN(predicted) || (labels && predicted < 0)) continue;
      this.#actual.push(actual);
      this.#predicted.push(predicted);
      if (labels) this.#likelihoods.push(values[actual]?.[row] ?? NaN);
      if (this.#classes === 2) this.#second.push(values[1]?.[row] ?? NaN);
    }
  }

  result(): LabelledScores {
    return {
      rows: this.#rows,
      unlabelled: this.#unlabelled,
      unseen: this.#unseen,
      unseenExamples: [...this.#examples],
      actual: Float64Array.from(this.#actual),
      predicted: Float64Array.from(this.#predicted),
      likelihoods: Float64Array.from(this.#likelihoods),
      second: Float64Array.from(this.#second),
    };
  }

  /** NaN where the row cannot be compared. */
  #actualOf(cell: string): number {
    const value = this.#read(cell);
    if (value === ODD && this.#classes > 0) {
      this.#unseen += 1;
      if (this.#examples.size < MAX_EXAMPLES) this.#examples.add(cell.trim());
      return NaN;
    }
    if (Number.isFinite(value)) return value;
    this.#unlabelled += 1;
    return NaN;
  }
}
