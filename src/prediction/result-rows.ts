import type { ModelSignature } from '../domain/manifest.js';
import type { JsonRow } from './prediction-service.js';
import { resultNames } from './result-names.js';
import type { Scores } from './scorer.js';

/** Shapes scores for people: as JSON rows, and as lines of CSV with the same columns. */
export class ResultRows {
  readonly names: readonly string[];
  readonly #levels: readonly string[] | null;

  constructor(response: ModelSignature['response']) {
    this.names = resultNames(response);
    this.#levels = response.levels;
  }

  json(scores: Scores, row: number): JsonRow {
    return Object.fromEntries(this.names.map((name, index) => [name, this.#cell(scores, row, index)]));
  }

  csvHeader(): string {
    return `${this.names.map(quoted).join(',')}\n`;
  }

  csv(scores: Scores): string {
    let text = '';
    for (let row = 0; row < scores.count; row++) {
      for (let index = 0; index < this.names.length; index++) {
        const cell = this.#cell(scores, row, index);
        if (index > 0) text += ',';
        text += typeof cell === 'string' ? quoted(cell) : String(cell ?? '');
      }
      text += '\n';
    }
    return text;
  }

  /** null where the model makes no prediction. */
  #cell(scores: Scores, row: number, index: number): string | number | null {
    if (index === 0 && this.#levels !== null) return this.#levels[scores.labels?.[row] ?? -1] ?? null;
    const value = scores.values[this.#levels === null ? 0 : index - 1]?.[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  }
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
